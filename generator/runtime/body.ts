/** A stream of bytes. Each chunk is sent or copied before the next is asked for: its memory may be reused then. */
export type ByteSource = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** A section of a body that is read while it is sent, such as a `Blob`. */
export interface SourceSegment {
  /** Bytes, or undefined if unknown. Sending fails if the stream has more or fewer. */
  readonly size?: number | undefined;
  /** For error messages: the field the bytes belong to. @default "body" */
  readonly field?: string | undefined;
  /** Whether it can be opened only once. @default false */
  readonly once?: boolean | undefined;
  /** Opens the bytes at their start; called once per attempt. */
  stream(): ByteSource;
}

/** A section of a body: bytes in memory, or a source that is read while it is sent. */
export type Segment = Uint8Array | SourceSegment;

/** A body that is ready to send. */
export interface EncodedBody {
  /** The media type, with its parameters. */
  readonly contentType: string;
  /** Bytes, or undefined if the size of any segment is unknown. */
  readonly size: number | undefined;
  /** Whether every segment can be opened again. If not, the request isn't retried. */
  readonly replayable: boolean;
  /** What is sent, one after the other. */
  readonly segments: readonly Segment[];
}

/** Bytes of the largest body in memory that is sent in one piece: copying it costs less than writing a second piece. */
const maxSmall = 1 << 16;

/** Whether all segments are in memory, and short enough to send in one piece. */
export function isSmall(segments: readonly Segment[]): segments is readonly Uint8Array[] {
  let size = 0;
  return segments.every((it) => ArrayBuffer.isView(it) && (size += it.length) <= maxSmall);
}

/** Turns the body of a call into bytes, or into undefined to send none. Throws a TypeError for a body that can't be sent. */
export type Encoder = (body: unknown) => EncodedBody | undefined;

/** The encoder for `application/json`. */
export function json(body: unknown): EncodedBody {
  return encoded("application/json", [utf8(JSON.stringify(body))]);
}

/** A body made of these segments. */
export function encoded(contentType: string, segments: readonly Segment[]): EncodedBody {
  const either = segments as readonly Partial<SourceSegment & { length: number }>[];
  const total = either.reduce((sum, { size, length = NaN }) => sum + (size ?? length), 0);
  const replayable = either.every(({ once }) => !once);
  return { contentType, size: total >= 0 ? total : undefined, replayable, segments };
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A TypeError for a value that can't be used. */
export function invalid(name: string, got: string, expected: string): TypeError {
  return new TypeError(`${name} must be ${expected}, got ${got}`);
}

/** A TypeError for a stream that can no longer be read from its start. */
export function spent(field = "body"): TypeError {
  return invalid(field, "one in use, read or decoded", "a fresh stream");
}

/** For messages: a number as it is, and what is none by its kind: of the text "3", `3` would say nothing. */
export function numberOrKind(value: unknown): string {
  return typeof value === "number" ? String(value) : kindOf(value);
}

/** For messages: the kind of a value, such as `Object` or `Null`. The value itself may be long, or secret. */
export function kindOf(value: unknown): string {
  return {}.toString.call(value).slice(8, -1);
}

/** A primitive value as text. Undefined for anything else, and for NaN and Infinity. */
export function toText(value: unknown): string | undefined {
  const isText = /^(string|big|bool)/.test(typeof value) || Number.isFinite(value);
  return isText ? String(value) : undefined;
}

/** The bytes of a buffer, or of exactly the range that a view covers, not copied. Undefined for anything else. */
export function bytesOf(data: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(data))
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  // Not instanceof: a buffer may come from another realm, such as a frame or a test environment.
  return kindOf(data).endsWith("ArrayBuffer") ? new Uint8Array(data as ArrayBuffer) : undefined;
}

/** Joins them, up to `max` bytes. */
export function joined(all: readonly Uint8Array[], max = Infinity): Uint8Array<ArrayBuffer> {
  const size = all.reduce((sum, { length }) => Math.min(sum + length, max), 0);
  const whole = new Uint8Array(size);
  let at = 0;
  for (const bytes of all) {
    const taken = bytes.subarray(0, size - at);
    whole.set(taken, at);
    at += taken.length;
  }
  return whole;
}
