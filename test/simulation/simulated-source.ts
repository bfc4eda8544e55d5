import { createHash } from "node:crypto";
import type { BinaryData } from "../../generated/src/runtime/binary.ts";
import type { PartSource } from "../../generated/src/runtime/uploads/source.ts";
import type { Caller } from "./caller.ts";
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
  /** Bytes that a stream gives at a time. */
  readonly chunkSize: number;
  readonly caller: Caller;
}

/** Where in the file bytes begin, by the object that was handed out for them, or their memory. */
export const startOf = new WeakMap<object, number>();

type Given = BinaryData | { data: BinaryData; size: number };

/** The file as one process has opened it, with a record of how it is read. */
export class SimulatedSource implements PartSource {
  readonly id = "/data/file";
  readonly name = "file.jsonl";
  readonly size: number;
  readonly startVersion: number;
  readonly openContent: Content;
  readonly longestRead = { bytes: 0 };
  mostReading = 0;
  /** Streams that are being read. */
  readonly wanted = new Set<object>();
  /** Streams that were neither read to their end nor closed. */
  readonly open = new Set<object>();
  /** What `release` was told of and `read` had not given. */
  readonly strangers: unknown[] = [];
  readonly md5?: () => Promise<string>;
  readonly #options: SourceOptions;
  readonly #given = new Set<unknown>();
  #content: Content;

  constructor(options: SourceOptions) {
    const { file, size, caller } = options;
    this.#options = options;
    this.size = size;
    this.startVersion = file.version;
    this.#content = file.content;
    this.openContent = file.content;
    if (caller.code.hashedBy === "the source")
      this.md5 = async () => caller.do("source.md5", () => this.#hash());
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

  fingerprint(): string | Promise<string> {
    const { caller } = this.#options;
    return caller.do<string | Promise<string>>("source.fingerprint", () => {
      const version = `version ${this.version}`;
      return caller.code.isAsync ? Promise.resolve(version) : version;
    });
  }

  read(start: number, end: number): BinaryData | Promise<BinaryData> {
    const { caller } = this.#options;
    this.longestRead.bytes = Math.max(this.longestRead.bytes, end - start);
    const give = () => {
      const given = this.#give(start, end);
      this.#given.add(given);
      return given as BinaryData;
    };
    const giveLate = () => caller.pause().then(give);
    return caller.do("source.read", () => (caller.code.isAsync ? giveLate() : give()));
  }

  /** The memory is used again at once: who still needs it has the wrong bytes. */
  release(given: BinaryData): unknown {
    return this.#options.caller.do("source.release", () => {
      if (!this.#given.delete(given)) this.strangers.push(given);
      if (ArrayBuffer.isView(given)) new Uint8Array(given.buffer).fill(0xee);
    });
  }

  cancel(): unknown {
    return this.#options.caller.do("source.cancel", () => undefined);
  }

  /** The same bytes as a stream, which comes once. */
  stream(): AsyncIterable<Uint8Array> | ReadableStream<Uint8Array> {
    const stream = this.#read(0, this.size);
    return this.#options.caller.code.form === "web stream" ? webStream(stream) : stream;
  }

  #give(start: number, end: number): Given {
    const { form } = this.#options.caller.code;
    const size = end - start;
    if (form === "bytes") {
      const bytes = this.#content.slice(start, end);
      startOf.set(bytes.buffer, start);
      return bytes;
    }
    if (form === "generator") return this.#read(start, end);
    if (form === "web stream") return webStream(this.#read(start, end));
    if (form === "sized") return { data: this.#read(start, end), size };
    const range = { size, stream: () => this.#read(start, end), slice: () => undefined };
    startOf.set(range, start);
    // What is taken where a Blob is has these three.
    return range as unknown as Blob;
  }

  /** A range that is read counts until it is told to end: what is pending then can't end sooner. */
  #read(start: number, end: number): AsyncGenerator<Uint8Array> {
    const { caller } = this.#options;
    const bytes = this.#stream(start, end);
    const own = { next: bytes.next.bind(bytes), return: bytes.return.bind(bytes) };
    const { wanted, open } = this;
    let isOver = false;
    const finish = () => {
      isOver = true;
      wanted.delete(bytes);
      open.delete(bytes);
    };
    open.add(bytes);
    return Object.assign(bytes, {
      next: async () => {
        if (!isOver) wanted.add(bytes);
        this.mostReading = Math.max(this.mostReading, wanted.size);
        let isGoingOn = false;
        try {
          const result = await caller.do("stream.next", own.next, () => isOver);
          isGoingOn = !result.done;
          return result;
        } finally {
          if (!isGoingOn) finish();
        }
      },
      return: async (value: unknown) => {
        finish();
        return caller.do("stream.return", () => own.return(value));
      },
    });
  }

  async *#stream(start: number, end: number): AsyncGenerator<Uint8Array> {
    const { chunkSize, caller } = this.#options;
    for (let at = start; at < end; at += chunkSize) {
      await caller.pause();
      const chunk = this.#content.slice(at, Math.min(at + chunkSize, end));
      startOf.set(chunk.buffer, at);
      yield chunk;
      // It is reused as soon as more is asked for: who still needs it has the wrong bytes.
      chunk.fill(0xee);
    }
  }

  async #hash(): Promise<string> {
    await this.#options.caller.pause();
    return createHash("md5").update(this.#content).digest("hex");
  }
}

/** Asks for a chunk only when it is asked for one. */
function webStream(bytes: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const result = await bytes.next();
    if (result.done) controller.close();
    else controller.enqueue(result.value);
  };
  const cancel = () => bytes.return(undefined).then(() => undefined);
  return new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
}
