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
  readonly contentType: string;
  /** Bytes, or undefined when a segment's size is unknown. */
  readonly size: number | undefined;
  /** Whether every segment can be opened again. If not, the request is not retried. */
  readonly replayable: boolean;
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
  let total = 0;
  let replayable = true;
  for (const { size, length = NaN, once } of segments as readonly (Partial<SourceSegment> & {
    length?: number;
  })[]) {
    total += size ?? length;
    replayable &&= !once;
  }
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
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** The bytes of a buffer, or of exactly a view's window, uncopied. Undefined for anything else. */
export function bytesOf(data: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(data))
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  // Not instanceof: a buffer from another realm (a frame, a test environment) is one too.
  return kindOf(data).endsWith("ArrayBuffer") ? new Uint8Array(data as ArrayBuffer) : undefined;
}

/** The bytes of a body. `return` ends at once what is not read to its end, even while a `next` is pending. */
export interface Bytes extends AsyncIterable<Uint8Array> {
  next(): Promise<IteratorResult<Uint8Array, undefined>>;
  return(): Promise<IteratorReturnResult<undefined>>;
}

/**
 * Opens segments, one after the other. `onError` gets what a source throws before `next` throws it, `onTaken` how many
 * bytes have been taken, each time that more is asked for; undefined when nobody will ask any more.
 */
export function open(
  segments: readonly Segment[],
  onError?: (error: unknown) => void,
  onTaken?: (bytes?: number) => void,
): Bytes {
  const sources = segments.map((segment) => ({ segment, reader: read(segment) }));
  async function* generate(): AsyncGenerator<Uint8Array, undefined> {
    try {
      let taken = 0;
      for (let source; (source = sources[0]); sources.shift()) {
        for await (const chunk of checked(source.segment, source.reader)) {
          yield chunk;
          onTaken?.((taken += chunk.length));
        }
      }
    } catch (error) {
      onError?.(error);
      throw error;
    }
  }
  return Object.assign(generate(), {
    // Not the generator's own, which waits for a pending read: that may never end.
    return() {
      onTaken?.();
      // A transport may not have noticed yet, and ask for more.
      onTaken = undefined;
      // What fails to end has nothing to add to the reason why it had to, and may never be done.
      void Promise.allSettled(
        sources.map(async ({ reader }) => {
          await reader.return?.();
        }),
      );
      return Promise.resolve({ done: true as const, value: undefined });
    },
  });
}

async function* checked(segment: Segment, reader: Reader): AsyncGenerator<Uint8Array, void> {
  const { field = "body", size = NaN } = segment as Partial<SourceSegment>;
  for (let sent = 0; ;) {
    const { done, value } = await reader.next();
    const bytes = done ? new Uint8Array() : bytesOf(value);
    if (!bytes) throw misfit(field, kindOf(value), "bytes");
    sent += bytes.length;
    if (done ? sent < size : sent > size) {
      throw misfit(field, `${sent} bytes`, `${size}, its size`);
    }
    if (done) return;
    if (bytes.length) yield bytes;
  }
}

/** An iterator whose `return` works at once, even while a `next` is pending. */
interface Reader {
  next(): Promise<IteratorResult<unknown, unknown>> | IteratorResult<unknown, unknown>;
  return?(): unknown;
}

const opened = new WeakSet();

function read(segment: Segment): Reader {
  if (ArrayBuffer.isView(segment)) return [segment].values();
  if (segment instanceof Blob) return readBlob(segment);
  const stream: ByteSource & { destroy?: () => unknown } = segment.stream();
  if ("getReader" in stream) {
    const reader = stream.getReader();
    return { next: () => reader.read(), return: () => reader.cancel() };
  }
  const iterator = stream[Symbol.asyncIterator]();
  const once = stream.destroy ? stream : iterator;
  // A Node stream or a generator that is read again gives nothing, without a word.
  if (opened.has(once)) throw spent(segment.field);
  opened.add(once);
  // The iterator of a Node stream would wait for the pending read.
  return stream.destroy
    ? { next: () => iterator.next(), return: () => stream.destroy?.() }
    : iterator;
}

/** `Blob.stream()` hands out a Blob held in memory as one copy: read 1 MiB at a time instead. */
async function* readBlob(blob: Blob): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < blob.size;) {
    yield new Uint8Array(await blob.slice(at, (at += 1 << 20)).arrayBuffer());
  }
}
