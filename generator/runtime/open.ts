import { bytesOfBlob, isReadInPieces } from "./blob.ts";
import {
  bytesOf,
  kindOf,
  invalid,
  spent,
  type ByteSource,
  type Segment,
  type SourceSegment,
} from "./body.ts";
import { isNodeStream, readNodeStream } from "./node-stream.ts";

/** The bytes of a body. `return` closes everything not read to its end at once, even while `next` is pending. */
export interface Bytes extends AsyncIterable<Uint8Array> {
  next(): Promise<IteratorResult<Uint8Array, undefined>>;
  return(): Promise<IteratorReturnResult<undefined>>;
}

/**
 * Opens segments one after the other. `onError` receives what a source throws before `next` throws it. `onTaken` receives
 * the total of bytes taken each time more are requested, and undefined once no more will be.
 */
export function open(
  segments: readonly Segment[],
  onError?: (error: unknown) => void,
  onTaken?: (bytes?: number) => void,
): Bytes {
  const sources: Source[] = segments.map((segment) => ({ segment, reader: read(segment) }));
  async function* generate(): AsyncGenerator<Uint8Array, undefined> {
    try {
      let taken = 0;
      for (let source; (source = sources[0]); sources.shift()) {
        for await (const chunk of checked(source)) {
          yield chunk;
          onTaken?.((taken += chunk.length));
        }
      }
    } catch (error) {
      onError?.(error);
      throw error;
    }
  }
  const generator = generate();
  // Not assigned to the generator: its prototype may be frozen, which forbids that.
  return {
    next: () => generator.next(),
    // Not the generator's own, which waits for a pending read that may never end.
    return() {
      onTaken?.();
      // A transport may not have noticed yet and request more.
      onTaken = undefined;
      for (const source of sources) {
        const { reader } = source;
        source.reader = ended;
        // Closing may hang or fail. Neither matters: something else has already ended the request.
        (async () => await reader.return?.())().catch(() => undefined);
      }
      return Promise.resolve({ done: true } as IteratorReturnResult<undefined>);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Minimum and maximum of bytes sent at a time. Halving the maximum costs a tenth more time. */
const least = 1 << 16;
const most = 2 << 20;

async function* checked(source: Source): AsyncGenerator<Uint8Array, void> {
  const { field = "body", size = NaN } = source.segment as Partial<SourceSegment>;
  for (let sent = 0, piece = least; ;) {
    const { done, value } = await source.reader.next();
    const bytes = done ? new Uint8Array() : bytesOf(value);
    if (!bytes) throw invalid(`chunks of ${field}`, kindOf(value), "bytes");
    sent += bytes.length;
    if (done ? sent < size : sent > size) throw invalid(field, String(sent), `${size} bytes long`);
    if (done) return;
    // In pieces, so that progress is visible within a long chunk; small ones on a slow line.
    for (let at = 0; at < bytes.length;) {
      const begun = Date.now();
      yield bytes.subarray(at, (at += piece));
      piece = Date.now() - begun < 99 ? Math.min(piece * 2, most) : least;
    }
  }
}

/** An iterator whose `return` acts at once, even while `next` is pending. */
interface Reader {
  next(): Promise<IteratorResult<unknown, unknown>> | IteratorResult<unknown, unknown>;
  return?(): unknown;
}

/** A segment and its reader. */
interface Source {
  readonly segment: Segment;
  reader: Reader;
}

/** Takes the place of the reader of a closed source, which may not know that it is closed. */
const ended: Reader = {
  next() {
    throw new Error("sending has ended");
  },
};

const opened = new WeakSet();

function read(segment: Segment): Reader {
  if (ArrayBuffer.isView(segment)) return [segment].values();
  // Not instanceof: other realms and polyfills have their own Blobs.
  if (isReadInPieces(segment)) return readBlob(segment);
  const stream: ByteSource = segment.stream();
  if ("getReader" in stream) {
    const reader = stream.getReader();
    return { next: () => reader.read(), return: () => reader.cancel() };
  }
  const isNode = isNodeStream(stream);
  const iterator = isNode ? readNodeStream(stream) : stream[Symbol.asyncIterator]();
  const once = isNode ? stream : iterator;
  // A Node stream or a generator that is read a second time silently yields nothing.
  if (opened.has(once)) throw spent(segment.field);
  opened.add(once);
  return iterator;
}

/** Reads in pieces, because `Blob.stream()` copies all of a Blob in memory at once. */
async function* readBlob(blob: Blob): AsyncGenerator<ArrayBuffer, void> {
  for (let at = 0; at < blob.size;) yield bytesOfBlob(blob.slice(at, (at += most)));
}
