// Hand-written. Copied from generator/runtime/uploads/stream-source.ts; edit it there.
import { toBinary, type BinaryData } from "../binary.ts";
import { invalid, numberOrKind, spent, type ByteSource } from "../body.ts";
import { open, type Bytes } from "../open.ts";
import { checkObject } from "../option-names.ts";
import { callHook } from "./caller-code.ts";
import type { Hash } from "./hash.ts";
import type { PartSource } from "./source.ts";

/** What has to be known about a stream before it is read. */
export interface StreamInfo {
  /** Bytes. The API needs to know before the first of them is sent. The upload fails if there are more or fewer. */
  readonly size: number;
  /** The file's name. @default none: `filename` is then needed */
  readonly name?: string | undefined;
  /** The media type. @default by the extension of the filename */
  readonly type?: string | undefined;
}

/**
 * A source of bytes that can be read only once: a web or Node stream, or any async iterable. Each part is held in memory
 * until it is sent: `concurrency` × `partSize` bytes. Such an upload can't be resumed, nor restarted when it expires. It
 * takes the stream over, and destroys or cancels it if the upload fails. A request that a server has received is then
 * read to its end instead, so that the server can still respond.
 *
 * @param stream Read from its start, in order.
 * @param info Its size, which has to be known, and what the file is called.
 * @throws {TypeError} The stream has been read, or something else is reading it.
 * @example
 * const response = await fetch("https://example.com/big.jsonl");
 * if (!response.body) throw new Error(`status ${response.status}, and no body`);
 * const size = Number(response.headers.get("content-length"));
 * if (!size) throw new Error("the server doesn't say how long it is: use await response.blob()");
 * const source = streamSource(response.body, { size, name: "big.jsonl" });
 *
 * const uploads = new UploadsApi(createClient());
 * await uploadFile(uploads, source, { purpose: "fine-tune", partSize: 8 * 2 ** 20 });
 */
export function streamSource(stream: ByteSource, info: StreamInfo): PartSource {
  checkObject("streamSource", info);
  // Other properties are fine: the object may be one of the caller's, such as fs.Stats.
  for (const [wrong, right] of Object.entries(misnomers))
    if (wrong in info && info[right] === undefined)
      throw new TypeError(`streamSource has no option ${wrong}; did you mean ${right}?`);
  if (!Number.isInteger(info.size))
    throw invalid(
      "size of streamSource",
      numberOrKind(info.size) + (info.size ? "" : "; if unknown, pass a Blob of the stream"),
      "a whole number of bytes",
    );
  return new StreamSource(stream, info);
}

/** What the same options are called elsewhere, as in `uploadFile`. */
const misnomers: Readonly<Record<string, keyof StreamInfo>> = {
  length: "size",
  filename: "name",
  mimeType: "type",
  contentType: "type",
};

/** What messages call the stream. */
const field = "stream of streamSource";

class StreamSource implements PartSource {
  readonly size: number;
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly once = true;
  readonly #bytes: Bytes;
  /** Memory of sent parts, for reuse. Left to the garbage collector, it would add up to many times what is needed. */
  readonly #spare: ArrayBufferLike[] = [];
  /** Bytes that have arrived for the next part. */
  #rest: Uint8Array = new Uint8Array();
  #hash: Hash | undefined;
  #isCancelled = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(stream: ByteSource, { size, name, type }: StreamInfo) {
    this.size = size;
    this.name = name;
    this.type = type;
    this.#bytes = open([toBinary(field, { data: stream, size }).segment]);
  }

  fingerprint(): string {
    return "";
  }

  read(start: number, end: number): Promise<Uint8Array> {
    const taken = this.#last.then(() => this.#take(start, end));
    // Without its value, which would keep the part in memory until the next read.
    this.#last = taken.then(() => undefined);
    this.#last.catch(() => undefined);
    return taken;
  }

  release(part: BinaryData): void {
    if (ArrayBuffer.isView(part)) this.#spare.push(part.buffer);
  }

  hashAsRead(hash: Hash): void {
    this.#hash = hash;
  }

  cancel(): Promise<unknown> {
    this.#isCancelled = true;
    return this.#bytes.return();
  }

  async #take(start: number, end: number): Promise<Uint8Array> {
    // A part of the same size or, at the end, a smaller one fits.
    const memory = this.#spare.pop() ?? new ArrayBuffer(end - start);
    const part = new Uint8Array(memory, 0, end - start);
    for (let at = 0; at < part.length;) {
      if (this.#rest.length === 0) this.#rest = await this.#next(start + at);
      // After a cancel, bytes that arrive late or are left over are discarded.
      if (this.#isCancelled) throw spent("source");
      const chunk = this.#rest.subarray(0, part.length - at);
      part.set(chunk, at);
      await callHook("md5().update", () => this.#hash?.update(chunk));
      at += chunk.length;
      this.#rest = this.#rest.subarray(chunk.length);
    }
    // Throws if there are more bytes.
    if (end === this.size) await this.#bytes.next();
    return part;
  }

  async #next(at: number): Promise<Uint8Array> {
    const { value } = await this.#bytes.next();
    if (!value) throw invalid(field, String(at), `${this.size} bytes long`);
    return value;
  }
}
