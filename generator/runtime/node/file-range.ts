import type { FileHandle } from "node:fs/promises";
import { Lender, maxPiece } from "../pieces.ts";

/** An open file and its spare buffers. */
export interface OpenFile {
  /** Absolute. */
  readonly path: string;
  readonly handle: FileHandle;
  /** At most one per request under way. */
  readonly buffers: Uint8Array[];
}

/** A range of an open file, read while it is sent, and afresh each time. It can be passed wherever a `Blob` can. */
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

  /** Reading throws a TypeError when the file has become too short. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    return new RangeReader(this.#file, this.#start, this.#start + this.size);
  }
}

class RangeReader extends Lender {
  readonly #file: OpenFile;
  readonly #end: number;
  #at: number;
  #lent: Uint8Array | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #underWay = 0;

  constructor(file: OpenFile, start: number, end: number) {
    super();
    this.#file = file;
    this.#at = start;
    this.#end = end;
  }

  /** Reads run one after the other, as in a generator, even if this is called while one is pending. */
  next(max = maxPiece): Promise<IteratorResult<Uint8Array, undefined>> {
    // At once where possible: closing the file waits for reads that have begun.
    const read = this.#underWay++ ? this.#last.then(() => this.#read(max)) : this.#read(max);
    this.#last = read;
    return read;
  }

  return(): Promise<IteratorReturnResult<undefined>> {
    this.#at = this.#end;
    return Promise.resolve({ done: true, value: undefined });
  }

  giveBack(): void {
    if (this.#lent) this.#file.buffers.push(this.#lent);
    this.#lent = undefined;
  }

  async #read(max: number): Promise<IteratorResult<Uint8Array, undefined>> {
    try {
      return await this.#fill(max);
    } finally {
      this.#underWay--;
    }
  }

  async #fill(max: number): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#lent = undefined;
    const { path, handle, buffers } = this.#file;
    const length = Math.min(max, this.#end - this.#at);
    if (length <= 0) return { done: true, value: undefined };
    const spare = buffers.pop();
    // Once buffers come back, one serves pieces of any size.
    const longest = spare ? Math.min(maxPiece, this.#end - this.#at) : length;
    const buffer = spare && spare.length >= length ? spare : new Uint8Array(longest);
    const { bytesRead } = await handle.read(buffer, 0, length, this.#at);
    if (!bytesRead)
      throw new TypeError(
        `${path} no longer has byte ${this.#at} of ${this.#end}; leave it unchanged until it is sent`,
      );
    this.#at += bytesRead;
    this.#lent = buffer;
    return { value: buffer.subarray(0, bytesRead) };
  }
}
