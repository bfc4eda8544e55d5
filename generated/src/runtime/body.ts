// Hand-written. Copied from generator/runtime/body.ts; edit it there.
/** Bytes that arrive over time. */
export type ByteSource = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** A stretch of a body that is read while it is sent. A `Blob` is one. */
export interface SourceSegment {
  /** Bytes, or undefined when unknown. Sending fails when another number comes. */
  readonly size?: number | undefined;
  /** The field the bytes belong to, for error messages. @default "body" */
  readonly field?: string | undefined;
  /** Whether it can be opened one time only. @default false */
  readonly once?: boolean | undefined;
  /** Opens the bytes from their start; called once per attempt. */
  stream(): ByteSource;
}

/** A stretch of a body: bytes in memory, or a source that is read while it is sent. */
export type Segment = Uint8Array | SourceSegment;

/** A body that is ready to be sent. */
export interface EncodedBody {
  /** The media type, with its parameters. */
  readonly contentType: string;
  /** Bytes, or undefined when a segment's size is unknown. */
  readonly size: number | undefined;
  /** Whether every segment can be opened again. If not, the request is not retried. */
  readonly replayable: boolean;
  /** What is sent, one after the other. */
  readonly segments: readonly Segment[];
}

/** Turns the body of a call into bytes, or into undefined to send none. Throws a TypeError for what can't be sent. */
export type Encoder = (body: unknown) => EncodedBody | undefined;

/** The encoder for `application/json`. */
export function json(body: unknown): EncodedBody {
  return encoded("application/json", [utf8(JSON.stringify(body))]);
}

/** A body of these segments, with what follows from them. */
export function encoded(contentType: string, segments: readonly Segment[]): EncodedBody {
  const either = segments as readonly Partial<SourceSegment & { length: number }>[];
  const total = either.reduce((sum, { size, length = NaN }) => sum + (size ?? length), 0);
  const replayable = either.every(({ once }) => !once);
  return { contentType, size: total >= 0 ? total : undefined, replayable, segments };
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A TypeError that names the place, what was given there, and what to give. */
export function misfit(name: string, given: string, wanted: string): TypeError {
  return new TypeError(`${name}: ${given} given; give ${wanted}`);
}

/** A TypeError for a stream whose bytes are not all to be had. */
export function spent(field = "body"): TypeError {
  return misfit(field, "a stream in use, read or decoded", "a fresh one");
}

/** What kind of thing a value is, such as `Object` or `Null`. Not the value: it may be long, or a secret. */
export function kindOf(value: unknown): string {
  return {}.toString.call(value).slice(8, -1);
}

/** The text of a plain value. Undefined for anything else, and for numbers that no text stands for. */
export function toText(value: unknown): string | undefined {
  const isText = /^(string|big|bool)/.test(typeof value) || Number.isFinite(value);
  return isText ? String(value) : undefined;
}

/** The bytes of a buffer, or of exactly a view's window, uncopied. Undefined for anything else. */
export function bytesOf(data: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(data))
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  // Not instanceof: a buffer from another realm (a frame, a test environment) is one too.
  return kindOf(data).endsWith("ArrayBuffer") ? new Uint8Array(data as ArrayBuffer) : undefined;
}
