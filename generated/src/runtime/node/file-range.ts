// Hand-written. Copied from generator/runtime/node/file-range.ts; edit it there.
import type { FileHandle } from "node:fs/promises";

/** Bytes that are read at a time. Half as many cost a tenth more time, twice as many 16 MB more memory. */
export const bufferSize = 4 << 20;

/** An open file and its spare buffers. */
export interface OpenFile {
  /** Absolute. */
  readonly path: string;
  readonly handle: FileHandle;
  /** At most one per request under way. */
  readonly buffers: Uint8Array[];
}

/** Where the memory of a chunk goes once its last byte, the `end`, has been sent. */
const owners = new WeakMap<ArrayBufferLike, { buffers: Uint8Array[]; end: number }>();

/** Whether bytes are of a chunk that somebody has read from a FileRange, and may read again. */
export function isChunk({ buffer }: ArrayBufferView): boolean {
  return owners.has(buffer);
}

/** Gives a piece of a FileRange back, or with `isOver` all of its chunk, to be read into again. */
export function reuse({ buffer, byteOffset, length }: Uint8Array, isOver: boolean): void {
  const owner = owners.get(buffer);
  if (!owner || !(isOver || owner.end === byteOffset + length)) return;
  owner.buffers.push(new Uint8Array(buffer));
  owners.delete(buffer);
}

/** A stretch of an open file, read while it is sent and afresh each time. It is taken where a `Blob` is. */
export class FileRange implements AsyncIterable<Uint8Array> {
  /** Bytes. */
  readonly size: number;
  readonly #file: OpenFile;
  readonly #start: number;

  constructor(file: OpenFile, start: number, end: number) {
    this.#file = file;
    this.#start = start;
    this.size = end - start;
  }

  /** A part of it, as a Blob's: for positions from 0 to `size`. */
  slice(start = 0, end = this.size): FileRange {
    return new FileRange(this.#file, this.#start + start, this.#start + end);
  }

  /** The bytes, read while they are taken. */
  stream(): AsyncIterable<Uint8Array> {
    return this;
  }

  /** Throws a TypeError when the file has become too short. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, undefined> {
    const { path, handle, buffers } = this.#file;
    const end = this.#start + this.size;
    for (let at = this.#start; at < end;) {
      const length = Math.min(bufferSize, end - at);
      const spare = buffers.pop();
      // That of a short range is of no use for a long one.
      const buffer = spare && spare.length >= length ? spare : new Uint8Array(length);
      const { bytesRead } = await handle.read(buffer, 0, length, at);
      if (!bytesRead)
        throw new TypeError(
          `${path}: has no byte ${at} of ${end} any more; leave it as it is while it is sent`,
        );
      at += bytesRead;
      owners.set(buffer.buffer, { buffers, end: bytesRead });
      yield buffer.subarray(0, bytesRead);
    }
  }
}
