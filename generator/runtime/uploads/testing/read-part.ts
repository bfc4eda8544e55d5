import { Refusal, unsupportedMediaType } from "./errors.ts";
import type { Incoming } from "./incoming.ts";
import { boundaryOf, parseMediaType } from "./header-values.ts";
import { parseMultipart } from "./multipart-parser.ts";
import type { MultipartField } from "./multipart-field.ts";
import type { Content, PartWriter } from "./part-writer.ts";
import { readBody } from "./read-body.ts";

/** The content of the form field `data`. */
export interface ReceivedPart {
  readonly filename: string | undefined;
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
 * Reads the body of addUploadPart: a form whose one field is `data`.
 *
 * @throws Refusal (status 400, 413 or 415).
 */
export async function readPart(
  request: Incoming,
  { maxBytes, writer }: ReadPartOptions,
): Promise<ReceivedPart> {
  const boundary = formBoundary(request.headers.get("content-type"));
  let field: MultipartField | undefined;
  let size = 0;
  let content: Content;
  try {
    for await (const event of parseMultipart(readBody(request), boundary)) {
      if (event.type === "field") {
        if (field !== undefined) throw wrongField(event.field, "send one field only");
        field = event.field;
        if (field.name !== "data") throw wrongField(field, 'the one field is named "data"');
      } else {
        size += event.chunk.length;
        if (size > maxBytes) throw tooLarge(maxBytes);
        await writer.write(event.chunk);
      }
    }
  } finally {
    content = await writer.close();
  }
  if (field === undefined || size === 0) throw missingData(field);
  return { filename: field.filename, size, content };
}

function formBoundary(contentType: string | null): string {
  const mediaType = parseMediaType(contentType);
  if (mediaType?.type === "multipart/form-data") return boundaryOf(mediaType);
  throw unsupportedMediaType(contentType, "multipart/form-data");
}

function wrongField({ name }: MultipartField, remedy: string): Refusal {
  const message = `The form has an unexpected field ${JSON.stringify(name)}: ${remedy}.`;
  return new Refusal(400, message, { param: name, code: "unknown_parameter" });
}

function tooLarge(maxBytes: number): Refusal {
  const message = `The Part is larger than ${maxBytes} bytes: send smaller Parts.`;
  return new Refusal(413, message, { param: "data", code: "part_too_large" });
}

function missingData(field: MultipartField | undefined): Refusal {
  const [message, code] =
    field === undefined
      ? (["The form has no field data: send one.", "missing_required_parameter"] as const)
      : (["The field data is empty: send at least one byte.", "invalid_value"] as const);
  return new Refusal(400, message, { param: "data", code });
}
