// Hand-written. Copied from generator/runtime/uploads/node/url/incoming-body.ts; edit it there.
import type { IncomingMessage } from "node:http";
import { tapOf, type Tap } from "./tap.ts";

/** Bytes that are read ahead of who takes them, where Node's parser reads. */
const ahead = 1 << 18;
/** Milliseconds that filling memory may take: a slow line is to be seen to move on. */
const patience = 50;

/** The body of a response, as it arrives. */
export class IncomingBody {
  readonly #incoming: IncomingMessage;
  readonly #tap: Tap | undefined;
  /** What has arrived and was not asked for. */
  readonly #chunks: Uint8Array[] = [];
  #size = 0;
  #spare: Uint8Array | undefined;
  #isClosed = false;
  #isOver = false;
  #target: Uint8Array | undefined;
  #filled = 0;
  #wake = () => {};

  /** @param length Bytes that it has, if that is known. */
  constructor(incoming: IncomingMessage, length = 0) {
    this.#incoming = incoming;
    const tap = tapOf(incoming.socket);
    for (const event of ["end", "error", "close"])
      incoming.on(event, () => {
        this.#isOver = true;
        this.#wake();
      });
    // What has arrived with the head.
    const first = incoming.read() as Uint8Array | null;
    if (first) this.#add(first);
    const rest = length - this.#size;
    this.#tap = tap && rest >= tap.worth ? tap : undefined;
    if (this.#tap) this.#tap.redirect((bytes) => this.#takeFromTap(bytes));
    else {
      incoming.on("data", (chunk: Uint8Array) => {
        this.#give(chunk);
        if (this.#size >= ahead) incoming.pause();
      });
      tap?.release();
    }
  }

  /**
   * Fills memory as far as bytes come soon, but with at least one. The number of bytes. Rejects when nothing comes any
   * more, or for so many milliseconds.
   */
  async fill(target: Uint8Array, stallTimeout: number): Promise<number> {
    this.#target = target;
    this.#filled = 0;
    const queued = this.#chunks.splice(0);
    this.#size = 0;
    for (const chunk of queued) this.#give(chunk);
    if (this.#isWanted()) {
      this.#goOn();
      await this.#until(this.#filled > 0 ? patience : stallTimeout);
      if (this.#filled > 0 && this.#isWanted()) await this.#until(patience);
    }
    this.#target = undefined;
    if (this.#filled > 0) return this.#filled;
    const { errored, complete } = this.#incoming;
    if (!this.#isOver) throw new Error(`no byte within ${stallTimeout} ms (stallTimeout)`);
    throw errored ?? new Error(`the response ${complete ? "is too short" : "broke off"}`);
  }

  /** All that was wanted is taken. */
  close(): void {
    this.#isClosed = true;
    if (this.#tap || this.#size > 0) this.#incoming.destroy();
  }

  /** Whether more has to come for what is being filled. */
  #isWanted(): boolean {
    return !this.#isOver && this.#filled < (this.#target?.length ?? 0);
  }

  #goOn(): void {
    if (this.#tap) this.#tap.release();
    else this.#incoming.resume();
  }

  #takeFromTap(bytes: Uint8Array): boolean {
    const rest = this.#copy(bytes);
    if (rest.length > 0) this.#keep(rest);
    return this.#isWanted();
  }

  /** Copies bytes whose memory is used again. Without TLS no more come until these are taken, so the same will do each time. */
  #keep(bytes: Uint8Array): void {
    this.#spare ??= new Uint8Array(this.#tap?.pieceSize ?? 0);
    const isFree = this.#size === 0;
    if (isFree) this.#spare.set(bytes);
    this.#add(isFree ? this.#spare.subarray(0, bytes.length) : new Uint8Array(bytes));
  }

  #give(chunk: Uint8Array): void {
    // More than the range: the connection is of no use any more.
    if (this.#isClosed) this.#incoming.destroy();
    const rest = this.#copy(chunk);
    if (rest.length > 0) this.#add(rest);
  }

  #add(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** Puts as much as there is room for where it is wanted. What is left. */
  #copy(bytes: Uint8Array): Uint8Array {
    if (!this.#target) return bytes;
    const taken = bytes.subarray(0, this.#target.length - this.#filled);
    this.#target.set(taken, this.#filled);
    const isFirst = this.#filled === 0;
    this.#filled += taken.length;
    if (isFirst || this.#filled === this.#target.length) this.#wake();
    return bytes.subarray(taken.length);
  }

  /** Waits for the first byte, the last or the end, but not longer. */
  async #until(milliseconds: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, Math.min(milliseconds, 2 ** 31 - 1));
    });
    clearTimeout(timer);
    this.#wake = () => {};
  }
}
