import { bytesOfBlob, isReadInPieces } from "./blob.ts";
import { spent, type ByteSource, type Segment } from "./body.ts";
import { isNodeStream, readNodeStream } from "./node-stream.ts";
import { maxPiece } from "./pieces.ts";

/** An iterator whose `return` acts at once, even while `next` is pending. */
export interface Reader {
  next(): Promise<IteratorResult<unknown, unknown>> | IteratorResult<unknown, unknown>;
  return?(): unknown;
}

/** What was opened and can't be opened again: Node streams, and iterators of streams. */
const opened = new WeakSet();

/** Opens a segment at its start. Throws a TypeError for a stream that was opened before. */
export function openSegment(segment: Segment): Reader {
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
  for (let at = 0; at < blob.size;) yield bytesOfBlob(blob.slice(at, (at += maxPiece)));
}
