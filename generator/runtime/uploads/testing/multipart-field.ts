import { invalidMultipart } from "./errors.ts";
import { parseDisposition } from "./header-values.ts";

/** The head of one field of a form. */
export interface MultipartField {
  readonly name: string;
  readonly filename: string | undefined;
  /** The field's own Content-Type, as sent. */
  readonly contentType: string | undefined;
}

const headerName = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):/;
// Anything else, base64 above all, would mean that the bytes are not the content.
const identityEncodings = ["7bit", "8bit", "binary"];

/** Reads a field's header lines (without their line ends). */
export function parseField(lines: readonly string[]): MultipartField {
  const headers = parseHeaders(lines);
  const encoding = headers.get("content-transfer-encoding");
  if (encoding !== undefined && !identityEncodings.includes(encoding.toLowerCase())) {
    throw invalidMultipart(
      `Content-Transfer-Encoding is ${JSON.stringify(encoding)}: send the bytes as they are (RFC 7578, 4.7).`,
    );
  }
  return {
    ...parseNames(headers.get("content-disposition")),
    contentType: headers.get("content-type"),
  };
}

function parseHeaders(lines: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const key = headerName.exec(line)?.[1]?.toLowerCase();
    if (key === undefined || hasControlCharacter(line)) {
      throw invalidMultipart(
        `The field's header line ${JSON.stringify(line)} is not "Name: value".`,
      );
    }
    if (headers.has(key)) throw invalidMultipart(`The field has two ${key} headers: send one.`);
    headers.set(key, line.slice(key.length + 1).trim());
  }
  return headers;
}

function parseNames(value: string | undefined): { name: string; filename: string | undefined } {
  const disposition = value === undefined ? undefined : parseDisposition(value);
  const parameters = Object.fromEntries(disposition?.parameters ?? []);
  const { name, filename, "filename*": extended, ...others } = parameters;
  if (disposition?.type !== "form-data" || name === undefined || Object.keys(others).length > 0) {
    throw invalidMultipart(
      `The field's Content-Disposition is ${JSON.stringify(value)}: send form-data; name="…"; filename="…"; filename*=…, and no other parameters.`,
    );
  }
  const plain = filename === undefined ? undefined : unescapeName(filename);
  return { name: unescapeName(name), filename: extendedText(extended) ?? plain };
}

/**
 * Text in the form of RFC 8187, which RFC 7578 forbids in forms. .NET sends it beside the plain one, and the API reads
 * it: openai-dotnet, tests/SessionRecords/FilesTests/NonAsciiFilename.json.
 */
function extendedText(value: string | undefined): string | undefined {
  const encoded = /^utf-8'[^']*'(.*)$/i.exec(value ?? "")?.[1];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** The HTML standard escapes these three and nothing else; a backslash is a plain character. */
function unescapeName(text: string): string {
  return text.replace(/%(22|0D|0A)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function hasControlCharacter(text: string): boolean {
  return /[^\P{Cc}\t]/u.test(text);
}
