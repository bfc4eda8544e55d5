// Hand-written. Copied from generator/runtime/binary.ts; edit it there.
import { isBlob } from "./blob.ts";
import { bytesOf, kindOf, invalid, spent, type ByteSource, type Segment } from "./body.ts";
import { acceptNodeStream, isNodeStream } from "./node-stream.ts";
import { anyText } from "./cause.ts";
import { streamClass } from "./platform.ts";

/** Bytes in any form that JavaScript has for them, including Node's `Buffer`, `File` and `Readable`. */
export type BinaryData = Blob | ArrayBuffer | ArrayBufferView | ByteSource;

/** Bytes, with what to tell the server about them. */
export interface NamedBinary {
  /** The bytes. */
  readonly data: BinaryData;
  /** The file's name. @default the name of a `File`, else "blob" */
  readonly filename?: string | undefined;
  /** The media type. @default the `Blob`'s, else the one in the API document, else "application/octet-stream" */
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

/** A binary field that is ready to send. */
export interface BinaryPart {
  readonly segment: Segment;
  readonly filename: string;
  readonly contentType: string;
}

/** Whether a value is bytes, with or without a name. Throws what `binary` throws. */
export function isBinary(value: unknown): value is BinaryInput {
  return binary("value", value) !== undefined;
}

/**
 * Prepares a binary field, or returns undefined for a value that isn't binary. Throws a TypeError that names the field for
 * a stream that has been used and for a contentType that can't be sent in a header.
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
    throw invalid(`${field}.contentType`, kindOf(contentType), "a media type in ASCII");
  if (typeof (filename ?? "") !== "string")
    throw invalid(`${field}.filename`, kindOf(filename), "a string");
  return {
    segment,
    // A foreign Blob may have any value as its name.
    filename: filename || (name ? anyText(name).replace(/.*[/\\]/, "") : "") || "blob",
    contentType: contentType ?? (type || documentType),
  };
}

/** Like `binary`, but throws a TypeError for a value that isn't binary. */
export function toBinary(field: string, value: unknown, documentType?: string): BinaryPart {
  const part = binary(field, value, documentType);
  if (!part) throw invalid(field, kindOf(value), wantedBinary);
  return part;
}

/** For error messages: what a binary field accepts. */
export const wantedBinary = "a Blob, bytes or a stream (for text, new Blob([text]))";

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
  // Response would start reading a polyfill's stream.
  const Stream = streamClass();
  if (stream.locked || !Stream || !(stream instanceof Stream)) return stream.locked;
  try {
    // Only Response can tell whether a stream was read in part and released.
    new Response(stream);
    return false;
  } catch {
    return true;
  }
}
