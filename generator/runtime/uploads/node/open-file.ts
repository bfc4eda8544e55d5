import { constants, open, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { FileRange, type OpenFile } from "../../node/file-range.ts";
import { typeOf } from "../media-types.ts";
import type { PartSource } from "../source.ts";
import { md5OfFile } from "./md5-of-file.ts";

/**
 * Opens a file for upload. `await using` closes it, or `close()`.
 * Throws a TypeError for a directory and the like, and the system's error for what can't be opened.
 */
export async function openFile(path: string): Promise<FileSource> {
  const { O_RDONLY, O_NONBLOCK } = constants;
  // Opening a FIFO would otherwise wait for a writer.
  const handle = await open(path, O_RDONLY | O_NONBLOCK);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new TypeError(`${path}: not a regular file; give the path of one`);
    return new FileSource({ path: resolve(path), handle, buffers: [] }, stats.size);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** An open file: its ranges, and whether it has changed. */
export class FileSource implements PartSource {
  /** The absolute path. */
  readonly id: string;
  /** Without the folder. */
  readonly name: string;
  /** The media type, by the extension of the name. */
  readonly type: string | undefined;
  /** Bytes. */
  readonly size: number;
  readonly #file: OpenFile;
  #isClosed = false;

  constructor(file: OpenFile, size: number) {
    this.id = file.path;
    this.name = basename(file.path);
    this.type = typeOf(this.name);
    this.size = size;
    this.#file = file;
  }

  /** The bytes from `start` up to `end`, read when they are sent. */
  read(start: number, end: number): FileRange {
    return new FileRange(this.#file, start, end);
  }

  /** Changes when the file is written to, and when another takes its place. Throws a TypeError after `close()`. */
  async fingerprint(): Promise<string> {
    if (this.#isClosed)
      throw new TypeError(`${this.id}: closed before its upload has settled; await that first`);
    const options = { bigint: true } as const;
    const found = await Promise.all([this.#file.handle.stat(options), stat(this.id, options)]);
    const prints = found.map(({ dev, ino, size, mtimeNs }) => [dev, ino, size, mtimeNs].join(":"));
    return [...new Set(prints)].join(" ");
  }

  /** The md5 of the whole file in hex. Rejects with the signal's reason when it aborts. */
  md5(signal: AbortSignal): Promise<string> {
    return md5OfFile(this.id, this.size, signal);
  }

  /** Waits for reads that are under way. */
  close(): Promise<void> {
    this.#isClosed = true;
    return this.#file.handle.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
