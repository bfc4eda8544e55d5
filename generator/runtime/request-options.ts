import { invalid } from "./body.ts";
import type { RequestError } from "./errors.ts";
import { checkNames, checkObject, withoutUndefined } from "./option-names.ts";

/**
 * What one call may set for itself.
 *
 * @example
 * const options: RequestOptions = {
 *   signal: AbortSignal.timeout(120_000),
 *   timeout: 30_000,
 *   maxRetries: 5,
 *   onResponse: ({ status, requestId }) => console.log(status, requestId),
 * };
 */
export interface RequestOptions {
  /** Ends the call, wherever it is; it then rejects with the signal's reason. @default none */
  signal?: AbortSignal | undefined;
  /** Milliseconds per attempt, from its start until its response has been read. @default the client's */
  timeout?: number | undefined;
  /** Sent with this request; they override the client's. @default none */
  headers?: Record<string, string> | undefined;
  /** How often a failed request is sent again. @default the client's */
  maxRetries?: number | undefined;
  /** Milliseconds that a server may ask to wait before that, with `Retry-After`. @default the client's */
  maxRetryDelay?: number | undefined;
  /**
   * Called with the ApiError, ConnectionError or TimeoutError before a failed request is sent again: true ends the call
   * with that error. What it throws ends the call, too.
   * @default every error that may pass is tried again
   */
  isFinal?: ((error: RequestError) => boolean) | undefined;
  /**
   * Milliseconds without progress, in the body or then in the response, after which an attempt fails. It has no effect
   * where `fetch` gets the body as a whole, so that nothing tells how much has been sent: in browsers for bodies up to
   * 64 KiB, elsewhere for JSON. @default none
   */
  stallTimeout?: number | undefined;
  /**
   * Called with the bytes of the body sent so far, wherever `stallTimeout` works; each attempt starts from 0.
   * @default none
   */
  onSent?: ((bytes: number) => unknown) | undefined;
  /**
   * Called when the call has succeeded, with the response's status and headers, and not waited for. If it throws, the
   * call fails.
   * @default none
   */
  onResponse?: ((response: ResponseInfo) => unknown) | undefined;
}

/** What a successful response has besides its data. */
export interface ResponseInfo {
  /** The HTTP status: 2xx. */
  readonly status: number;
  /** A copy of the response's headers. */
  readonly headers: Headers;
  /** The header `x-request-id`, which support asks for; null where there is none. */
  readonly requestId: string | null;
}

/** What an operation adds to a call. */
interface OperationInit {
  /** The media types of a success, separated by commas; "" if it has no content. @default "application/json" */
  readonly accept?: string;
  /** Whether a success of this status has no content, where others have. @default only 204 and 205 */
  readonly isEmpty?: (status: number) => boolean;
  readonly headers?: Record<string, string>;
  /** Whether a success is a sequence of items, which is not waited for. @default false */
  readonly isStreamed?: boolean;
}

const names = {
  signal: 1,
  timeout: 1,
  headers: 1,
  maxRetries: 1,
  maxRetryDelay: 1,
  isFinal: 1,
  stallTimeout: 1,
  onSent: 1,
  onResponse: 1,
} satisfies Record<keyof RequestOptions, 1>;

/** The caller's options as openapi-fetch takes them: those that are given, and none that is undefined. */
export function init(options: RequestOptions = {}, operation: OperationInit = {}): Init {
  const refused = mistakeIn(options);
  if (refused) return { refused } as Init;
  // By name, because options may be getters of a class.
  const given = (Object.keys(names) as (keyof RequestOptions)[]).map(
    (name) => [name, options[name]] as const,
  );
  return withoutUndefined({
    accept: "application/json",
    ...Object.fromEntries(given),
    ...withoutUndefined(operation),
    headers: { ...options.headers, ...operation.headers },
  });
}

/** `RequestOptions` without undefined, which openapi-fetch's types reject under exactOptionalPropertyTypes. */
export type Init = { [Name in keyof RequestOptions]?: NonNullable<RequestOptions[Name]> };

/** The error for an option that doesn't exist. Not thrown, so that the method rejects with it. */
function mistakeIn(options: RequestOptions): unknown {
  try {
    checkObject("a call", options);
    const prototype: unknown = Object.getPrototypeOf(options);
    // An instance of a class may have properties of its own besides.
    if (!prototype || !Object.getPrototypeOf(prototype)) checkNames("a call", options, names);
  } catch (error) {
    return error;
  }
  return undefined;
}

/** A body that has to be sent; if it is missing, the error that the method then rejects with. */
export function needed<T>(body: T): T {
  return body === undefined ? (invalid("body", "undefined", "set") as T) : body;
}
