import { fstatSync, openSync, closeSync, readSync, statSync } from "node:fs";
import { basename } from "node:path";

/**
 * A picked file as Firefox 153 has it, measured by `npm run browsers`: size and time are those of when it was picked;
 * slices give what the file at the path holds when they are read, fewer bytes where it has become shorter, and reject
 * once it is gone. What is sent of a file that has become too short never ends.
 */
export class FirefoxFile {
  readonly name: string;
  readonly lastModified: number;
  readonly type = "";
  readonly size: number;
  readonly #path: string;
  readonly #start: number;

  constructor(path: string, of = { start: 0, size: statSync(path).size, lastModified: 1 }) {
    this.name = basename(path);
    this.lastModified = of.lastModified;
    this.size = of.size;
    this.#path = path;
    this.#start = of.start;
  }

  slice(from = 0, to = this.size): FirefoxFile {
    const end = Math.min(to, this.size);
    const [start, size] = [this.#start + from, Math.max(0, end - from)];
    return new FirefoxFile(this.#path, { start, size, lastModified: this.lastModified });
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    await Promise.resolve();
    return this.#read(0, this.size).buffer;
  }

  async *stream(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < this.size;) {
      const bytes = this.#read(at, Math.min(at + 65_536, this.size));
      if (bytes.length === 0) await new Promise(() => undefined);
      yield bytes;
      at += bytes.length;
    }
  }

  #read(start: number, end: number): Uint8Array<ArrayBuffer> {
    const file = open(this.#path);
    try {
      const there = Math.max(0, fstatSync(file).size - this.#start - start);
      const bytes = new Uint8Array(Math.min(end - start, there));
      readSync(file, bytes, 0, bytes.length, this.#start + start);
      return bytes;
    } finally {
      closeSync(file);
    }
  }
}

function open(path: string): number {
  try {
    return openSync(path, "r");
  } catch {
    throw new DOMException("The operation was aborted. ", "AbortError");
  }
}
