import { throwIfAborted } from "./abort.ts";
import { ApiError, RequestError } from "./errors.ts";
import { retryAfter } from "./retry-after.ts";

/** What `retry` passes to each attempt. */
export interface Turn {
  /** The number of this attempt, counted from 1. */
  readonly attempts: number;
  /** Milliseconds to wait before it. */
  readonly delay: number;
}

/** When `retry` continues. */
export interface Retries {
  readonly maxRetries: number;
  /** The longest wait in milliseconds that a server may ask for. */
  readonly maxRetryDelay: number;
  readonly isFinal?: ((error: RequestError) => boolean) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Makes attempts until one succeeds or fails for good, or `maxRetries` is reached. */
export async function retry<T>(
  { maxRetries, maxRetryDelay, isFinal, signal }: Retries,
  attempt: (turn: Turn) => Promise<T>,
): Promise<T> {
  for (let attempts = 1, delay = 0; ; attempts++) {
    try {
      return await attempt({ attempts, delay });
    } catch (error) {
      throwIfAborted(signal);
      if (!isRetryable(error) || !(attempts <= maxRetries) || isFinal?.(error)) throw error;
      const asked = delayAsked(error);
      // A longer wait is for the caller to decide on.
      if (asked !== undefined && !(asked <= maxRetryDelay))
        throw tooLong(error, asked, `, more than maxRetryDelay (${Math.floor(maxRetryDelay)})`);
      // Exponential backoff with full jitter.
      delay = asked ?? Math.random() * Math.min(8000, 250 * 2 ** attempts);
    }
  }
}

function isRetryable(error: unknown): error is RequestError {
  if (!(error instanceof ApiError)) return error instanceof RequestError || mayPass(error);
  const isPassing = /^(40[89]|429|5\d\d)/.test(String(error.status));
  return (error.headers.get("x-should-retry") || String(isPassing)) === "true";
}

/** Whether an error of a caller's source says that it may pass. */
export function mayPass(error: unknown): boolean {
  return (Object(error) as { isFinal?: unknown }).isFinal === false;
}

/** Milliseconds that the server asks to wait, if it does. */
export function delayAsked(error: unknown): number | undefined {
  return error instanceof ApiError ? retryAfter(error.headers) : undefined;
}

/** Adds to the error why there was no further attempt, and returns it. */
export function tooLong(error: RequestError, asked: number, why: string): RequestError {
  const { message, stack } = error;
  error.message += `; the server asks to wait ${Math.ceil(asked)} ms${why}`;
  // Consoles print the stack, which in V8 includes the message.
  if (stack) error.stack = stack.replace(message, () => error.message);
  return error;
}
