// Hand-written. Copied from generator/runtime/uploads/node/url/incoming-body.ts; edit it there.
import type { IncomingMessage } from "node:http";

/** Bytes that are read ahead of who takes them. */
const ahead = 1 << 20;

/** The body of a response, as it arrives: read ahead up to a limit. */
export class IncomingBody {
  readonly #incoming: IncomingMessage;
  readonly #chunks: Uint8Array[] = [];
  #size = 0;
  #isClosed = false;
  #isOver = false;
  #wake = () => {};

  constructor(incoming: IncomingMessage) {
    this.#incoming = incoming;
    incoming.on("data", (chunk: Uint8Array) => {
      // More than the range: the connection is of no use any more.
      if (this.#isClosed) incoming.destroy();
      this.#chunks.push(chunk);
      this.#size += chunk.length;
      if (this.#size >= ahead) incoming.pause();
      this.#wake();
    });
    for (const event of ["end", "error", "close"])
      incoming.on(event, () => {
        this.#isOver = true;
        this.#wake();
      });
  }

  /** Copies what has arrived, as far as there is room for it. The number of bytes copied. */
  take(target: Uint8Array): number {
    let at = 0;
    for (let chunk; at < target.length && (chunk = this.#chunks[0]);) {
      const taken = chunk.subarray(0, target.length - at);
      target.set(taken, at);
      at += taken.length;
      if (taken.length === chunk.length) this.#chunks.shift();
      else this.#chunks[0] = chunk.subarray(taken.length);
    }
    this.#size -= at;
    if (this.#size < ahead) this.#incoming.resume();
    return at;
  }

  /** All that was wanted is taken. */
  close(): void {
    this.#isClosed = true;
    if (this.#size > 0) this.#incoming.destroy();
  }

  /** Waits until there is something to take. Rejects when nothing comes any more, or for so many milliseconds. */
  async more(stallTimeout: number): Promise<void> {
    if (this.#size > 0) return;
    if (!this.#isOver) await this.#event(stallTimeout);
    const { errored, complete } = this.#incoming;
    if (this.#size === 0)
      throw errored ?? new Error(`the response ${complete ? "is too short" : "broke off"}`);
  }

  async #event(stallTimeout: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        this.#wake = resolve;
        const late = new Error(`no byte within ${stallTimeout} ms (stallTimeout)`);
        timer = setTimeout(reject, Math.min(stallTimeout, 2 ** 31 - 1), late);
      });
    } finally {
      clearTimeout(timer);
      this.#wake = () => {};
    }
  }
}
