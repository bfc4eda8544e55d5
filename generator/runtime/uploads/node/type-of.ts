import mime from "mime";

/** The media type of a file, by the extension of its name. Undefined for one that is not known. */
export function typeOf(filename: string): string | undefined {
  // No registry has JSONL, but the API's documentation calls it this.
  return /\.jsonl$/i.test(filename) ? "text/jsonl" : (mime.getType(filename) ?? undefined);
}
