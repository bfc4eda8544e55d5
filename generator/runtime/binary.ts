import { isBlob } from "./blob.ts";
import { bytesOf, kindOf, misfit, spent, type ByteSource, type Segment } from "./body.ts";
import { acceptNodeStream, isNodeStream } from "./node-stream.ts";
import { textOf } from "./cause.ts";
import { streamClass } from "./platform.ts";

/** Bytes, in any of the forms that JavaScript has for them. Node's `Buffer`, `File` and `Readable` are among them. */
export type BinaryData = Blob | ArrayBuffer | ArrayBufferView | ByteSource;

/** Bytes with what the server is told about them. */
export interface NamedBinary {
  /** The bytes. */
  readonly data: BinaryData;
  /** The file's name, as the server is told. @default the name of a `File`, else "blob" */
  readonly filename?: string | undefined;
  /** The media type. @default the type of a `Blob`, else the API document's, else "application/octet-stream" */
  readonly contentType?: string | undefined;
  /**
   * Bytes of a stream whose length is known: it is sent as `Content-Length`, and checked.
   * @default a stream's is unknown, and it is sent in chunks
   */
  readonly size?: number | undefined;
}

/**
 * What a binary field takes.
 *
 * @example
 * const field: BinaryInput = {
 *   data: new Blob(['{"a": 1}']),
 *   filename: "a.json",
 *   contentType: "application/json",
 * };
 */
export type BinaryInput = BinaryData | NamedBinary;

/** A binary field, ready to be sent. */
export interface BinaryPart {
  readonly segment: Segment;
  readonly filename: string;
  readonly contentType: string;
}

/** Whether a value is bytes, with or without a name. Throws like `binary`. */
export function isBinary(value: unknown): value is BinaryInput {
  return binary("value", value) !== undefined;
}

/**
 * Prepares a binary field; undefined for a value that is not binary. Throws a TypeError that names the field for a
 * stream that is used up and for a contentType that no header can hold.
 */
export function binary(
  field: string,
  value: unknown,
  documentType = "application/octet-stream",
): BinaryPart | undefined {
  const bare = toSegment(field, value);
  const { data, size, filename, contentType } = Object(bare ? {} : value) as Partial<NamedBinary>;
  const segment = bare ?? toSegment(field, data, size);
  if (!segment) return undefined;
  const { name, type } = segment as { name?: unknown; type?: string };
  if (/[^\t -~]/.test(contentType ?? ""))
    throw misfit(`${field}.contentType`, kindOf(contentType), "a media type");
  if (typeof (filename ?? "") !== "string")
    throw misfit(`${field}.filename`, kindOf(filename), "a file's name");
  return {
    segment,
    // A Blob of somebody else's may be called anything.
    filename: filename || (name ? textOf(name).replace(/.*[/\\]/, "") : "") || "blob",
    contentType: contentType ?? (type || documentType),
  };
}

/** As `binary`. Throws a TypeError for a value that is not binary, too. */
export function toBinary(field: string, value: unknown, documentType?: string): BinaryPart {
  const part = binary(field, value, documentType);
  if (!part) throw misfit(field, kindOf(value), wantedBinary);
  return part;
}

/** What a binary field takes, for error messages. */
export const wantedBinary = "a Blob, bytes or a stream (text: new Blob([text]))";

function toSegment(field: string, data: unknown, size?: number): Segment | undefined {
  const bytes = bytesOf(data);
  if (bytes) return bytes;
  if (isBlob(data)) return data;
  const object = Object(data) as object;
  if ("getReader" in object) {
    if (isRead(object as ReadableStream)) throw spent(field);
  } else if (isNodeStream(object)) acceptNodeStream(field, object);
  else if (!(Symbol.asyncIterator in object)) return undefined;
  return { field, size, once: true, stream: () => data as ByteSource };
}

function isRead(stream: ReadableStream): boolean {
  // Response would begin to read a polyfill's.
  const Stream = streamClass();
  if (stream.locked || !Stream || !(stream instanceof Stream)) return stream.locked;
  try {
    // Only Response can tell that a stream was read in part and released.
    new Response(stream);
    return false;
  } catch {
    return true;
  }
}
