import { Refusal, unsupportedMediaType } from "./errors.ts";
import type { Incoming } from "./incoming.ts";
import { boundaryOf, parseMediaType } from "./header-values.ts";
import { parseMultipart } from "./multipart-parser.ts";
import type { MultipartField } from "./multipart-field.ts";
import type { Content, PartWriter } from "./part-writer.ts";
import { readBody } from "./read-body.ts";

/** The content of the form field `data`. */
export interface ReceivedPart {
  readonly filename: string;
  /** In bytes. */
  readonly size: number;
  readonly content: Content;
}

export interface ReadPartOptions {
  /** The largest Part accepted. Reading stops as soon as it is exceeded. */
  readonly maxBytes: number;
  readonly writer: PartWriter;
}

/**
 * Reads the body of addUploadPart: a form whose one field is `data`, with a filename.
 *
 * @throws Refusal (status 400, 413 or 415).
 */
export async function readPart(
  request: Incoming,
  { maxBytes, writer }: ReadPartOptions,
): Promise<ReceivedPart> {
  const boundary = formBoundary(request.headers.get("content-type"));
  let filename: string | undefined;
  let size = 0;
  let content: Content;
  try {
    for await (const event of parseMultipart(readBody(request), boundary)) {
      if (event.type === "field") {
        if (filename !== undefined) throw wrongField(event.field, "send one field only");
        filename = checkField(event.field);
      } else {
        size += event.chunk.length;
        if (size > maxBytes) throw tooLarge(maxBytes);
        await writer.write(event.chunk);
      }
    }
  } finally {
    content = await writer.close();
  }
  if (filename === undefined || size === 0) throw missingData(filename);
  return { filename, size, content };
}

function formBoundary(contentType: string | null): string {
  const mediaType = parseMediaType(contentType);
  if (mediaType?.type === "multipart/form-data") return boundaryOf(mediaType);
  throw unsupportedMediaType(contentType, "multipart/form-data");
}

function checkField(field: MultipartField): string {
  if (field.name !== "data") throw wrongField(field, 'the one field is named "data"');
  if (field.filename !== undefined && field.filename !== "") return field.filename;
  const message = "The field data has no filename: send one.";
  throw new Refusal(400, message, { param: "data", code: "invalid_value" });
}

function wrongField({ name }: MultipartField, remedy: string): Refusal {
  const message = `The form has a field ${JSON.stringify(name)} too many: ${remedy}.`;
  return new Refusal(400, message, { param: name, code: "unknown_parameter" });
}

function tooLarge(maxBytes: number): Refusal {
  const message = `The Part is larger than ${maxBytes} bytes: send smaller Parts.`;
  return new Refusal(413, message, { param: "data", code: "part_too_large" });
}

function missingData(filename: string | undefined): Refusal {
  const [message, code] =
    filename === undefined
      ? (["The form has no field data: send one.", "missing_required_parameter"] as const)
      : (["The field data is empty: send at least one byte.", "invalid_value"] as const);
  return new Refusal(400, message, { param: "data", code });
}
