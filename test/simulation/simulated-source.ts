import type { PartSource } from "../../generated/src/runtime/uploads/source.ts";
import { changed, contentOf, type Content } from "./content.ts";
import type { Change } from "./scenario.ts";

/** A file that changes, and outlives the processes that upload it. */
export class SimulatedFile {
  version = 0;
  content: Content;

  constructor(size: number) {
    // Too large to be, but it is refused before it is read.
    this.content = contentOf(size > 1e6 ? 0 : size, 0);
  }
}

export interface SourceOptions {
  readonly file: SimulatedFile;
  readonly size: number;
  readonly chunkSize: number;
  readonly delay: () => Promise<void>;
}

/** Where a range begins, by the object that was handed out for it. */
export const startOf = new WeakMap<object, number>();

/** The file as one process has opened it, with a record of how it is read. */
export class SimulatedSource implements PartSource {
  readonly id = "/data/file";
  readonly name = "file.jsonl";
  readonly size: number;
  readonly startVersion: number;
  readonly openContent: Content;
  readonly longestRead = { bytes: 0 };
  reading = 0;
  mostReading = 0;
  readonly wanted = new Set<object>();
  readonly #options: SourceOptions;
  #content: Content;

  constructor(options: SourceOptions) {
    this.#options = options;
    this.size = options.size;
    this.startVersion = options.file.version;
    this.#content = options.file.content;
    this.openContent = options.file.content;
  }

  change(change: Change): void {
    const { file } = this.#options;
    file.version++;
    file.content = changed(file.content, change, file.version);
    if (change !== "replace") this.#content = file.content;
  }

  /** Of the file that is there now. */
  get version(): number {
    return this.#options.file.version;
  }

  fingerprint(): string {
    return `version ${this.version}`;
  }

  read(start: number, end: number): Blob {
    this.longestRead.bytes = Math.max(this.longestRead.bytes, end - start);
    const range = {
      size: end - start,
      stream: () => this.#read(start, end),
      slice: () => undefined,
    };
    startOf.set(range, start);
    // What is taken where a Blob is has these three.
    return range as unknown as Blob;
  }

  /** A range that is read counts until it is told to end: what is pending then can't end sooner. */
  #read(start: number, end: number): AsyncGenerator<Uint8Array> {
    const bytes = this.#stream(start, end);
    const own = { next: bytes.next.bind(bytes), return: bytes.return.bind(bytes) };
    const { wanted } = this;
    return Object.assign(bytes, {
      next: async () => {
        wanted.add(bytes);
        this.mostReading = Math.max(this.mostReading, wanted.size);
        const result = await own.next();
        if (result.done) wanted.delete(bytes);
        return result;
      },
      return: (value: unknown) => {
        wanted.delete(bytes);
        return own.return(value);
      },
    });
  }

  async *#stream(start: number, end: number): AsyncGenerator<Uint8Array> {
    this.reading++;
    try {
      for (let at = start; at < end; at += this.#options.chunkSize) {
        await this.#options.delay();
        const chunk = this.#content.slice(at, Math.min(at + this.#options.chunkSize, end));
        yield chunk;
        // It is reused as soon as more is asked for: who still needs it has the wrong bytes.
        chunk.fill(0xee);
      }
    } finally {
      this.reading--;
    }
  }

  /** The same bytes as a stream, which comes once. */
  async *stream(): AsyncGenerator<Uint8Array> {
    yield* this.#read(0, this.size);
  }
}
