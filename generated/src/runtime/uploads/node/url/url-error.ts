// Hand-written. Copied from generator/runtime/uploads/node/url/url-error.ts; edit it there.
/**
 * What is wrong with what a URL leads to, for programs. "no-ranges" and "no-length" call for `streamSource`; "no-validator"
 * means that nothing in its responses would tell another content; "changed" is another content than at first; in
 * "wrong-range" and "compressed" the bytes are not those that were asked for; "status" is a refusal, with its `status`;
 * "redirects" is one too many, or one that leads nowhere; "connection" is no response, or one that broke off or hung.
 */
export type UrlProblem =
  | "no-ranges"
  | "no-length"
  | "no-validator"
  | "changed"
  | "wrong-range"
  | "compressed"
  | "status"
  | "redirects"
  | "connection";

/**
 * A source behind a URL can't be read. The message says where, without the query and the user part of the URL.
 *
 * @example
 * try {
 *   await urlSource("https://example.com/big.jsonl");
 * } catch (error) {
 *   if (!(error instanceof UrlSourceError)) throw error;
 *   console.error(error.problem, error.status, error.message);
 * }
 */
export class UrlSourceError extends Error {
  /** Tells it from other errors where there are several copies of this package. */
  override readonly name = "UrlSourceError";
  /** What is wrong. */
  readonly problem: UrlProblem;
  /** The HTTP status, where there was a response. */
  readonly status: number | undefined;
  /** Whether another attempt would fail, too. */
  readonly isFinal: boolean;
  /** Milliseconds that the server asks to wait before another attempt, if it does. */
  readonly retryAfter: number | undefined;

  constructor(problem: UrlProblem, message: string, more: More = {}) {
    super(message, more.cause === undefined ? {} : { cause: more.cause });
    this.problem = problem;
    this.status = more.status;
    this.isFinal = more.isFinal ?? true;
    this.retryAfter = more.retryAfter;
  }
}

interface More {
  readonly status?: number | undefined;
  readonly isFinal?: boolean;
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}
