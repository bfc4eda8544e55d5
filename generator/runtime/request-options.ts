import type { RequestError } from "./errors.ts";

/** Options of a single call. */
export interface RequestOptions {
  /** Aborts the call at any stage; it then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds per attempt. @default the client's */
  timeout?: number | undefined;
  /** They override the client's. */
  headers?: Record<string, string> | undefined;
  /** @default the client's */
  maxRetries?: number | undefined;
  /** Milliseconds. @default the client's */
  maxRetryDelay?: number | undefined;
  /** Called before a retry: if it returns true, the call fails with the error instead. If it throws, with what it threw. */
  isFinal?: ((error: RequestError) => boolean) | undefined;
  /**
   * Milliseconds without progress, in the body or then in the response, after which an attempt fails. It has no effect
   * where `fetch` gets the body as a whole: in browsers, and elsewhere for JSON. @default none
   */
  stallTimeout?: number | undefined;
  /** Called with the number of bytes sent, wherever `stallTimeout` has an effect. Each attempt starts from 0. */
  onSent?: ((bytes: number) => unknown) | undefined;
  /** Called when a call succeeds, with what its result doesn't contain, and not awaited. If it throws, the call fails. */
  onResponse?: ((response: ResponseInfo) => unknown) | undefined;
}

/** What a success has besides its data. */
export interface ResponseInfo {
  readonly status: number;
  readonly headers: Headers;
  /** The header `x-request-id`, which support asks for. */
  readonly requestId: string | null;
}

/** What a method sends besides what the document has words for. */
interface Sent {
  /** The media types of a success, separated by commas; "" if it has no content. @default "application/json" */
  readonly accept?: string;
  readonly headers?: Record<string, string>;
}

/** The caller's options as openapi-fetch takes them: those that are given, and none that is undefined. */
export function init(options: RequestOptions = {}, sent: Sent = {}): Init {
  // One by one, since those of a class are no properties of its objects.
  const { signal, timeout, maxRetries, maxRetryDelay, isFinal } = options;
  const { stallTimeout, onSent, onResponse } = options;
  const { accept = "application/json" } = sent;
  const given = {
    accept,
    headers: { ...options.headers, ...sent.headers },
    signal,
    timeout,
    maxRetries,
    maxRetryDelay,
    isFinal,
    stallTimeout,
    onSent,
    onResponse,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** `RequestOptions` without undefined, which openapi-fetch's types reject under exactOptionalPropertyTypes. */
export type Init = { [Name in keyof RequestOptions]?: NonNullable<RequestOptions[Name]> };
