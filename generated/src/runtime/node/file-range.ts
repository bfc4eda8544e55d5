// Hand-written. Copied from generator/runtime/node/file-range.ts; edit it there.
import type { FileHandle } from "node:fs/promises";

/** Bytes that are read, and written, at a time. Half as many cost a third more time, twice as many 16 MB more memory. */
export const chunkSize = 2 ** 21;

/** An open file and its spare buffers. */
export interface OpenFile {
  /** Absolute. */
  readonly path: string;
  readonly handle: FileHandle;
  /** At most two per request under way: one is filled while the other is written. */
  readonly buffers: Uint8Array[];
}

/** Whose spare buffer the memory of a chunk becomes. */
const owners = new WeakMap<ArrayBufferLike, Uint8Array[]>();

/** Gives a chunk of a FileRange back, to be read into again. One that isn't is left to the garbage collector. */
export function reuse({ buffer }: Uint8Array): void {
  owners.get(buffer)?.push(new Uint8Array(buffer));
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

  /** As a Blob's, for positions from 0 to `size`. */
  slice(start = 0, end = this.size): FileRange {
    return new FileRange(this.#file, this.#start + start, this.#start + end);
  }

  stream(): AsyncIterable<Uint8Array> {
    return this;
  }

  /** Throws a TypeError when the file has become too short. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, undefined> {
    const { path, handle, buffers } = this.#file;
    const end = this.#start + this.size;
    for (let at = this.#start; at < end;) {
      const buffer = buffers.pop() ?? new Uint8Array(chunkSize);
      owners.set(buffer.buffer, buffers);
      const { bytesRead } = await handle.read(buffer, 0, Math.min(chunkSize, end - at), at);
      if (!bytesRead)
        throw new TypeError(
          `${path}: has no byte ${at} of ${end} any more; leave it as it is while it is sent`,
        );
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }
}
