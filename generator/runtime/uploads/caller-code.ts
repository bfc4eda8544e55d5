import { onAbort, unlessAborted, within } from "../abort.ts";
import { textOf } from "../cause.ts";
import { line } from "../text.ts";
import type { PartSource } from "./source.ts";

/**
 * Milliseconds that the caller's own code gets to settle when an upload is over, after which the upload settles without
 * it: what is under way at an abort, which nothing should hold up, and anything else.
 */
const grace = 50;
const patience = 2000;

/** What the caller's own code has failed with: `cause`, whatever that is. The message says which code it was. */
export class CallerError extends Error {
  constructor(hook: string, cause: unknown) {
    const { message = cause } = Object(cause) as { message?: unknown };
    super(`${hook} failed: ${line(textOf(message))}`, { cause });
  }
}

/** Calls a hook of the caller's. Rejects with a CallerError that names it. */
export async function callHook<T>(hook: string, start: () => T | PromiseLike<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    throw error instanceof CallerError ? error : new CallerError(hook, error);
  }
}

/** Calls what the caller has handed in (a source, a store, a hash), any of which may never settle. */
export class CallerCode {
  /** Ends every wait. */
  readonly signal: AbortSignal;
  readonly #pending = new Set<Promise<unknown>>();

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  /** As `callHook`, but rejects with the signal's reason as soon as that aborts. What comes later goes to `late`. */
  wait<T>(hook: string, start: () => T | PromiseLike<T>, late?: (value: T) => void): Promise<T> {
    return unlessAborted(this.signal, () => this.#follow(callHook(hook, start)), late);
  }

  /** Waits for what is still under way, from an abort on only for a moment. */
  async settle(abort: AbortSignal): Promise<void> {
    const all = () => Promise.allSettled(this.#pending);
    await waitBriefly("the rest", all, abort).catch(() => undefined);
  }

  async #follow<T>(call: Promise<T>): Promise<T> {
    this.#pending.add(call);
    try {
      return await call;
    } finally {
      this.#pending.delete(call);
    }
  }
}

/** Ends what a source is reading, which is of no use any more. */
export function stopSource(source: PartSource, abort: AbortSignal): Promise<unknown> {
  return waitBriefly("source.cancel", () => source.cancel?.(), abort);
}

/** Waits while there is patience; once the user has aborted, for a moment. */
async function waitBriefly<T>(
  what: string,
  start: () => T | PromiseLike<T>,
  abort: AbortSignal,
): Promise<T> {
  const ending = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = onAbort(abort, () => {
    timer = setTimeout(() => ending.abort(abort.reason), grace);
  });
  try {
    return await within(patience, what, start, ending.signal);
  } finally {
    stop();
    clearTimeout(timer);
  }
}

/** Calls what clears away after an upload, and waits for it, but not for ever. */
export function clearAway<T>(
  what: string,
  start: () => T | PromiseLike<T>,
  signal?: AbortSignal,
): Promise<T> {
  return within(patience, what, start, signal);
}
