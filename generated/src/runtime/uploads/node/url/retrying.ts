// Hand-written. Copied from generator/runtime/uploads/node/url/retrying.ts; edit it there.
import { UrlSourceError } from "./url-error.ts";

/** The longest wait in milliseconds that a server may ask for. */
const longest = 60_000;

/** Counts requests that fail in a row, and waits between them. */
export class Retrying {
  readonly #maxRetries: number;
  #failures = 0;
  #hasSucceeded = false;
  #isOver = false;
  #wake = () => {};

  constructor(maxRetries: number) {
    this.#maxRetries = maxRetries;
  }

  /** Something has come. */
  succeeded(): void {
    this.#failures = 0;
    this.#hasSucceeded = true;
  }

  /** No more requests: a pause that is under way ends at once. */
  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  /**
   * Waits before the next request. Throws the error if there is to be none. `isStale` says that the connection was an
   * idle one, which a server may close at any moment.
   */
  async pause(error: unknown, isStale: boolean): Promise<void> {
    if (!(error instanceof UrlSourceError) || error.isFinal) throw error;
    const isBreak = error.problem === "connection";
    // Each costs one of the idle connections, which come to an end.
    if (isBreak && isStale && !this.#isOver) return;
    // What breaks off is continued at once.
    const isAtOnce = isBreak && this.#hasSucceeded;
    this.#hasSucceeded = false;
    this.#failures += 1;
    const asked = error.retryAfter ?? 0;
    if (this.#isOver || this.#failures > this.#maxRetries || asked > longest) throw error;
    if (isAtOnce) return;
    // Exponential backoff with full jitter, as for the parts.
    const delay = error.retryAfter ?? Math.random() * Math.min(8000, 250 * 2 ** this.#failures);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delay);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    if (this.#ended) throw error;
  }

  get #ended(): boolean {
    return this.#isOver;
  }
}
