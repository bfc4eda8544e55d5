import { throwIfAborted } from "./abort.ts";
import { ApiError, RequestError } from "./errors.ts";

/** What `retry` hands to each attempt. */
export interface Turn {
  /** How many attempts were made, with this one. */
  readonly attempts: number;
  /** Milliseconds to wait first. */
  readonly delay: number;
}

/** Makes attempts until one succeeds, fails for good or `maxRetries` are used up. */
export async function retry(
  maxRetries: number,
  signal: AbortSignal | undefined,
  attempt: (turn: Turn) => Promise<unknown>,
): Promise<unknown> {
  for (let attempts = 1, delay = 0; ; attempts++) {
    try {
      return await attempt({ attempts, delay });
    } catch (error) {
      throwIfAborted(signal);
      delay = delayAfter(error, attempts);
      // Who is asked to wait longer had better decide for themselves.
      if (!(attempts <= maxRetries && delay <= 60_000)) throw error;
    }
  }
}

/** As long as the server asks, else full jitter over an exponential back-off. Infinity when the error is final. */
function delayAfter(error: unknown, attempts: number): number {
  if (!(error instanceof RequestError)) return Infinity;
  const backOff = Math.random() * Math.min(8000, 250 * 2 ** attempts);
  if (!(error instanceof ApiError)) return backOff;
  const header = (name: string) => error.headers.get(name) ?? "";
  const isRetryable = /^(40[89]|429|5\d\d)/.test(String(error.status));
  if ((header("x-should-retry") || String(isRetryable)) !== "true") return Infinity;
  const after = header("retry-after");
  const asked = [
    parseFloat(header("retry-after-ms")),
    parseFloat(after) * 1000,
    Date.parse(after) - Date.now(),
  ];
  return asked.find((ms) => ms >= 0) ?? backOff;
}
