// Hand-written. Copied from generator/runtime/uploads/node/url/url-range.ts; edit it there.
import { Lender, maxPiece } from "../../../pieces.ts";
import { checkResponse } from "./check-response.ts";
import { Get, type Asking } from "./get.ts";
import { IncomingBody } from "./incoming-body.ts";
import { Retrying } from "./retrying.ts";
import type { UrlSourceError } from "./url-error.ts";
import { conditionOf, type Version } from "./url-version.ts";

/** A content behind a URL. */
export interface UrlContent extends Asking {
  readonly version: Version;
  /** Spare memory: at most one piece per request under way. */
  readonly buffers: Uint8Array[];
  /** Told of what a range could not be read for. */
  readonly onFailure: (error: UrlSourceError) => void;
}

/** A stretch of the content, asked for while it is sent and afresh each time. It is taken where a `Blob` is. */
export class UrlRange implements AsyncIterable<Uint8Array> {
  /** Bytes. */
  readonly size: number;
  readonly #content: UrlContent;
  readonly #start: number;

  constructor(content: UrlContent, start: number, end: number) {
    this.#content = content;
    this.#start = start;
    this.size = end - start;
  }

  /** A part of it, as a Blob's: for positions from 0 to `size`. */
  slice(start = 0, end = this.size): UrlRange {
    return new UrlRange(this.#content, this.#start + start, this.#start + end);
  }

  /** The bytes, asked for while they are taken. */
  stream(): AsyncIterable<Uint8Array> {
    return this;
  }

  /** Reading throws a UrlSourceError. */
  [Symbol.asyncIterator](): Lender {
    return new UrlReader(this.#content, this.#start, this.#start + this.size);
  }
}

/** Bytes of a piece at most. */
const longest = Math.min(maxPiece, 1 << 20);

/** An iterator of our own: a generator's `return` would wait for a read that may never end. */
class UrlReader extends Lender {
  readonly #content: UrlContent;
  readonly #end: number;
  readonly #retrying: Retrying;
  #at: number;
  #get: Get | undefined;
  #body: IncomingBody | undefined;
  /** One past the last byte of the response that is being read. */
  #until = 0;
  #lent: Uint8Array | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(content: UrlContent, start: number, end: number) {
    super();
    this.#content = content;
    this.#at = start;
    this.#end = end;
    this.#retrying = new Retrying(content.maxRetries);
  }

  /** One after the other, as a generator does, however it is called. */
  next(max = maxPiece): Promise<IteratorResult<Uint8Array, undefined>> {
    const read = this.#last.then(() => this.#read(max));
    this.#last = read.catch(() => undefined);
    return read;
  }

  /** Closes the connection at once, unless all has arrived. */
  return(): Promise<IteratorReturnResult<undefined>> {
    this.#retrying.end();
    this.#get?.end();
    this.#at = this.#end;
    return Promise.resolve({ done: true, value: undefined });
  }

  giveBack(): void {
    if (this.#lent) this.#content.buffers.push(this.#lent);
    this.#lent = undefined;
  }

  async #read(max: number): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#lent = undefined;
    const rest = this.#end - this.#at;
    const length = Math.min(max, longest, rest);
    if (length <= 0) return { done: true, value: undefined };
    const spare = this.#content.buffers.pop();
    const buffer =
      spare && spare.length >= length ? spare : new Uint8Array(Math.min(longest, rest));
    const filled = await this.#fill(buffer.subarray(0, length));
    this.#lent = buffer;
    return { value: buffer.subarray(0, filled) };
  }

  /** Fills it as far as bytes come soon, but with at least one. The number of bytes. */
  async #fill(target: Uint8Array): Promise<number> {
    for (;;) {
      try {
        const body = (this.#body ??= await this.#open());
        const room = target.subarray(0, this.#until - this.#at);
        const filled = await body.fill(room, this.#content.stallTimeout);
        this.#at += filled;
        this.#retrying.succeeded();
        if (this.#at >= this.#until) this.#close(body);
        return filled;
      } catch (error) {
        await this.#recover(error);
      }
    }
  }

  async #open(): Promise<IncomingBody> {
    const { version } = this.#content;
    const get = (this.#get = new Get(this.#content));
    const asked = { start: this.#at, end: this.#end, version };
    const incoming = await get.send({
      range: `bytes=${asked.start}-${asked.end - 1}`,
      "accept-encoding": "identity",
      ...conditionOf(version),
    });
    this.#until = checkResponse(incoming, asked, get).end;
    const length = Number(incoming.headers["content-length"]);
    const isPlain = length === this.#until - asked.start;
    return new IncomingBody(incoming, isPlain ? length : 0);
  }

  /** The whole range has come: its connection can be used again. */
  #close(body: IncomingBody): void {
    body.close();
    this.#body = this.#get = undefined;
  }

  /** Goes on with another request, or throws what there is no use in trying again. */
  async #recover(error: unknown): Promise<void> {
    const get = this.#get;
    get?.end();
    this.#body = this.#get = undefined;
    const failure = get?.broken(error);
    if (failure) this.#content.onFailure(failure);
    await this.#retrying.pause(failure ?? error, get?.isStale ?? false);
  }
}
