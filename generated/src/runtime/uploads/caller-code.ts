// Hand-written. Copied from generator/runtime/uploads/caller-code.ts; edit it there.
import { Ending, onAbort, unlessAborted, within } from "../abort.ts";
import { anyText } from "../cause.ts";
import { line } from "../text.ts";
import type { PartSource } from "./source.ts";

/**
 * Milliseconds that an upload which is over waits for the caller's code to settle: `grace` after an abort, which nothing
 * should delay, and `patience` otherwise.
 */
const grace = 50;
const patience = 2000;

/** An error of the caller's code, with what it threw as `cause`. The message names the hook. */
export class CallerError extends Error {
  /** The cause's own `isFinal`, if it has one: whether another attempt would fail, too. */
  isFinal: unknown;

  constructor(hook: string, cause: unknown) {
    const { message = cause, isFinal } = Object(cause) as { message?: unknown; isFinal?: unknown };
    super(`${hook} failed: ${line(anyText(message))}`, { cause });
    this.isFinal = isFinal;
  }
}

/** Calls a hook of the caller's. If it fails, rejects with a CallerError that names it. */
export async function callHook<T>(hook: string, start: () => T | PromiseLike<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    throw error instanceof CallerError ? error : new CallerError(hook, error);
  }
}

/** Calls methods of the caller's source, store or hash, any of which may never settle. */
export class CallerCode {
  /** Ends every wait. */
  readonly signal: AbortSignal;
  readonly #pending = new Set<Promise<unknown>>();

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  /** Like `callHook`, but rejects as soon as the signal aborts. A value that arrives after that goes to `late`. */
  wait<T>(hook: string, start: () => T | PromiseLike<T>, late?: (value: T) => void): Promise<T> {
    return unlessAborted(this.signal, () => this.#follow(callHook(hook, start)), late);
  }

  /** Waits for calls that are still pending, after an abort only for a moment. */
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

/** Cancels pending reads of a source. */
export function stopSource(source: PartSource, abort: AbortSignal): Promise<unknown> {
  return waitBriefly("source.cancel", () => source.cancel?.(), abort);
}

/** Waits for `patience`, but only for `grace` once the user has aborted. */
async function waitBriefly<T>(
  what: string,
  start: () => T | PromiseLike<T>,
  abort: AbortSignal,
): Promise<T> {
  const ending = new Ending();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = onAbort(abort, () => {
    timer = setTimeout(() => ending.abort(abort.reason), grace);
  });
  try {
    return await within(patience, what, start, ending);
  } finally {
    stop();
    clearTimeout(timer);
  }
}

/** Calls code that cleans up after an upload, and waits for it, but no longer than `patience`. */
export function clearAway<T>(
  what: string,
  start: () => T | PromiseLike<T>,
  signal?: AbortSignal,
): Promise<T> {
  return within(patience, what, start, signal);
}
