// Hand-written. Copied from generator/runtime/uploads/caller-code.ts; edit it there.
import { unlessAborted, within } from "../abort.ts";
import type { PartSource } from "./source.ts";

/**
 * Milliseconds that the caller's own code gets to settle when an upload is over, after which the upload settles without
 * it: what is under way at an abort, which nothing should hold up, and anything else.
 */
const grace = 50;
const patience = 2000;

/** Calls what the caller has handed in (a source, a store, a hash), any of which may never settle. */
export class CallerCode {
  /** Ends every wait. */
  readonly signal: AbortSignal;
  readonly #pending = new Set<Promise<unknown>>();

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  /** What it gives, or the signal's reason as soon as that aborts. What comes later goes to `late`. */
  wait<T>(start: () => T | PromiseLike<T>, late?: (value: T) => void): Promise<T> {
    return unlessAborted(this.signal, () => this.#follow(start), late);
  }

  /** Waits for what is still under way, after an abort only for a moment. */
  async settle(isAborted: boolean): Promise<void> {
    const all = () => Promise.allSettled(this.#pending);
    await within(isAborted ? grace : patience, "the rest", all).catch(() => undefined);
  }

  async #follow<T>(start: () => T | PromiseLike<T>): Promise<T> {
    const call = (async () => start())();
    this.#pending.add(call);
    try {
      return await call;
    } finally {
      this.#pending.delete(call);
    }
  }
}

/** Ends what a source is reading, which is of no use any more. */
export function stopSource(source: PartSource, isAborted: boolean): Promise<unknown> {
  const cancel = () => source.cancel?.();
  return within(isAborted ? grace : patience, "source.cancel", cancel);
}

/** Calls what clears away after an upload, and waits for it, but not for ever. */
export function clearAway<T>(
  what: string,
  start: () => T | PromiseLike<T>,
  signal?: AbortSignal,
): Promise<T> {
  return within(patience, what, start, signal);
}
