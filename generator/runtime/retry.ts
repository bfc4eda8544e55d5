import { throwIfAborted } from "./abort.ts";
import { ApiError, RequestError } from "./errors.ts";
import { retryAfter } from "./retry-after.ts";

/** What `retry` hands to each attempt. */
export interface Turn {
  /** How many attempts were made, with this one. */
  readonly attempts: number;
  /** Milliseconds to wait first. */
  readonly delay: number;
}

/** When `retry` goes on. */
export interface Retries {
  readonly maxRetries: number;
  /** Milliseconds that a server may ask to wait. */
  readonly maxRetryDelay: number;
  readonly isFinal?: ((error: RequestError) => boolean) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Makes attempts until one succeeds, fails for good or `maxRetries` are used up. */
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
      const asked = error instanceof ApiError ? retryAfter(error.headers) : undefined;
      // Who is asked to wait longer had better decide for themselves.
      if (asked !== undefined && !(asked <= maxRetryDelay))
        throw tooLong(error, asked, maxRetryDelay);
      // Full jitter over an exponential back-off.
      delay = asked ?? Math.random() * Math.min(8000, 250 * 2 ** attempts);
    }
  }
}

function isRetryable(error: unknown): error is RequestError {
  if (!(error instanceof ApiError)) return error instanceof RequestError;
  const isPassing = /^(40[89]|429|5\d\d)/.test(String(error.status));
  return (error.headers.get("x-should-retry") || String(isPassing)) === "true";
}

/** The same error, which says why there was no further attempt. */
function tooLong(error: RequestError, asked: number, allowed: number): RequestError {
  const { message, stack } = error;
  const limit = `maxRetryDelay (${Math.floor(allowed)})`;
  error.message += `; the server asks to wait ${Math.ceil(asked)} ms, more than ${limit}`;
  // Consoles print this one, which holds the message where the engine is V8.
  if (stack) error.stack = stack.replace(message, () => error.message);
  return error;
}
