import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { FileRange, type OpenFile } from "../../node/file-range.ts";
import { typeOf } from "../media-types.ts";
import type { PartSource } from "../source.ts";
import type { Location } from "./file-path.ts";
import { isSame, md5OfFile } from "./md5-of-file.ts";

/** An open file. Several uploads may use it at the same time. */
export class FileSource implements PartSource {
  /** What a checkpoint is found by: the option `id`, else the absolute path of the file. */
  readonly id: string;
  /** The file's name, without the folder. */
  readonly name: string;
  /** The media type, by the extension of the name; undefined for an unknown one. */
  readonly type: string | undefined;
  /** Bytes of the file when it was opened. */
  readonly size: number;
  readonly #file: OpenFile;
  readonly #path: Location["path"];
  #closing: Promise<void> | undefined;

  constructor(file: OpenFile, size: number, path: Location["path"], id = file.path) {
    this.id = id;
    this.name = basename(file.path);
    this.type = typeOf(this.name);
    this.size = size;
    this.#file = file;
    this.#path = path;
  }

  /** The bytes from `start` up to `end`, read when they are sent. */
  read(start: number, end: number): FileRange {
    return new FileRange(this.#file, start, end);
  }

  /**
   * Size and modification time, in nanoseconds: the same for the same file on another mount or machine, and for a copy that
   * keeps the time. It changes when the file is written to, or replaced by another.
   * @throws {TypeError} The file has been closed.
   */
  async fingerprint(): Promise<string> {
    this.#checkOpen();
    const options = { bigint: true } as const;
    const { handle } = this.#file;
    const [opened, found] = await Promise.all([handle.stat(options), stat(this.#path, options)]);
    const [print = "", other] = [opened, found].map(({ size, mtimeNs }) => `${size}:${mtimeNs}`);
    return isSame(opened, found) ? print : `${print}, replaced by ${other}`;
  }

  /**
   * The md5 of the whole file in hex. A large file is hashed in a thread, if one can be started.
   * @throws {TypeError} The file has been closed.
   * @throws {unknown} The reason of the signal, when it aborts.
   */
  async md5(signal: AbortSignal): Promise<string> {
    this.#checkOpen();
    const { path: text, handle } = this.#file;
    return md5OfFile({ path: this.#path, text, handle, size: this.size }, signal);
  }

  /** Closes the file once pending reads have ended. It may be called more than once. */
  close(): Promise<void> {
    return (this.#closing ??= this.#file.handle.close());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #checkOpen(): void {
    if (!this.#closing) return;
    const problem =
      "was closed before its upload settled; await the upload first, or open the file again";
    throw new TypeError(`${this.#file.path} ${problem}`);
  }
}
