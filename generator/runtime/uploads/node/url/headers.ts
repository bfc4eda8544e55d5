import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { isUtf8 } from "node:buffer";
import { toHex } from "../../hash.ts";

/** What a response gives as the type when it knows none: S3 has a word of its own. */
const unknownTypes = /^(application|binary)\/octet-stream$/i;

/** The media type that the server gives; undefined if that says nothing. */
export function typeIn(headers: IncomingHttpHeaders): string | undefined {
  const type = headers["content-type"]?.replace(/;.*/s, "").trim() ?? "";
  return type === "" || unknownTypes.test(type) ? undefined : type;
}

/** The filename of a Content-Disposition header (RFC 6266); undefined for none. */
export function filenameIn(headers: IncomingHttpHeaders): string | undefined {
  const header = headers["content-disposition"] ?? "";
  const [, charset = "", encoded = ""] =
    /;\s*filename\*\s*=\s*([\w-]+)'[^']*'([^;\s]+)/i.exec(header) ?? [];
  if (/^utf-8$/i.test(charset)) {
    try {
      return decodeURIComponent(encoded);
    } catch {
      // The plain form is next.
    }
  }
  const [, quoted, bare] =
    /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))/i.exec(header) ?? [];
  const name = quoted?.replace(/\\(.)/g, "$1") ?? bare;
  return name ? fromLatin1(name) : undefined;
}

/** Node reads headers as Latin-1; many servers write UTF-8. */
function fromLatin1(text: string): string {
  const bytes = Buffer.from(text, "latin1");
  return isUtf8(bytes) ? bytes.toString() : text;
}

/**
 * The md5 of the whole content in hex, where the headers of a response have it; `bytes` are those of the response. An ETag
 * that looks like one may be something else.
 */
export function md5In(headers: IncomingHttpHeaders, bytes: Uint8Array): string | undefined {
  const ofAzure = fromBase64(headers["x-ms-blob-content-md5"]);
  // Of a range, Content-MD5 may be the md5 of the range (RFC 1864 has it so) or of the whole.
  const ofRange = createHash("md5").update(bytes).digest("hex");
  const given = fromBase64(headers["content-md5"]);
  return ofAzure ?? googleMd5(headers) ?? (given === ofRange ? undefined : given);
}

/** Of what is stored, which is not what is sent if it is stored compressed. */
function googleMd5(headers: IncomingHttpHeaders): string | undefined {
  const stored = headers["x-goog-stored-content-encoding"] ?? "identity";
  if (stored !== "identity") return undefined;
  const [, md5] = /(?:^|,)\s*md5=([^,\s]+)/.exec([headers["x-goog-hash"]].flat().join(",")) ?? [];
  return fromBase64(md5);
}

function fromBase64(given: string | string[] | undefined): string | undefined {
  if (typeof given !== "string" || !/^[a-z\d+/]{22}==$/i.test(given)) return undefined;
  return toHex(Buffer.from(given, "base64").toString("hex"));
}
