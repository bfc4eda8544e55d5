import { pointer, type JsonObject } from "../json.ts";
import { walkDocument } from "../walk-document.ts";

/** What OpenAPI 3.2 says of a media type and the client does not follow, and what comes of it instead. */
const unfollowed: Readonly<Record<string, string>> = {
  itemSchema: "what is sent or received is the whole, as bytes or text",
  itemEncoding: "the items are not encoded by the client",
  prefixEncoding: "the items are not encoded by the client",
};

/**
 * Warnings of sequences that the client takes and gives as a whole, one for each field of a media type.
 *
 * @param document Normalised.
 * @param file Names the document.
 */
export function sequenceWarnings(document: JsonObject, file: string): string[] {
  const warnings: string[] = [];
  walkDocument(document, ({ type, node, path }) => {
    if (type !== "mediaType") return;
    for (const [field, instead] of Object.entries(unfollowed)) {
      if (node[field] === undefined) continue;
      warnings.push(`${file}${pointer(...path)}: ${field} is not followed: ${instead}\n`);
    }
  });
  return warnings;
}
