// Hand-written. Copied from generator/runtime/client.ts; edit it there.
import { throwIfAborted } from "./abort.ts";
import { attempt } from "./attempt.ts";
import { json, type Encoder } from "./body.ts";
import {
  resolveOptions,
  type ApiOptions,
  type ClientOptions,
  type ResolvedOptions,
} from "./client-options.ts";
import type { RequestError } from "./errors.ts";
import { needGlobals } from "./platform.ts";
import { retry } from "./retry.ts";
import { fetchTransport } from "./transport.ts";
import { requestUrl } from "./url.ts";

export type { ApiOptions, ClientOptions } from "./client-options.ts";

/** What one call may set for itself. */
export interface RequestOptions {
  /** Ends the call, wherever it is; it then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds per attempt. @default the client's */
  timeout?: number | undefined;
  /** Override the client's. */
  headers?: Record<string, string> | undefined;
  /** @default the client's */
  maxRetries?: number | undefined;
  /** Milliseconds. @default the client's */
  maxRetryDelay?: number | undefined;
  /** Asked before a failed request is sent again: true ends the call with the error. What it throws does, too. */
  isFinal?: ((error: RequestError) => boolean) | undefined;
  /**
   * Milliseconds in which the body, and after it the answer, has to move on. Without effect where `fetch` gets a body
   * as a whole: in browsers, and elsewhere for JSON. @default none
   */
  stallTimeout?: number | undefined;
  /** Told, wherever `stallTimeout` works, how many bytes of the body have been sent: for each attempt from 0. */
  onSent?: ((bytes: number) => unknown) | undefined;
}

/** What an operation sends, in OpenAPI's terms. */
export interface OperationRequest {
  path?: object | undefined;
  /** As `queryString` makes it. */
  query?: string | undefined;
  header?: object | undefined;
  body?: unknown;
  /** @default JSON */
  encode?: Encoder | undefined;
  /** The media types of a success, separated by commas; "" if it has no content. @default "application/json" */
  accept?: string | undefined;
}

/** The methods that OpenAPI knows. */
export type HttpMethod = "DELETE" | "GET" | "HEAD" | "OPTIONS" | "PATCH" | "POST" | "PUT" | "TRACE";

/** What each request needs, whatever the transport. */
const needed = "AbortController Headers Response TextEncoder".split(" ");

/** Sends the requests of an API: credentials, retries, timeouts, errors. */
export class Client {
  readonly #options: ResolvedOptions;

  /**
   * Throws a TypeError for an option that there is not, for a missing or malformed apiKey or baseUrl, and where the
   * web's platform is missing.
   */
  constructor(options: Partial<ClientOptions>, api: ApiOptions = {}) {
    needGlobals(...needed);
    this.#options = resolveOptions(options, api);
  }

  /**
   * Sends one request, again if it fails and may be repeated, and resolves with its decoded answer.
   * Throws a TypeError for what can't be sent, ApiError, ConnectionError, TimeoutError, or the signal's reason.
   */
  async request<T>(
    method: HttpMethod,
    path: string,
    request: OperationRequest,
    options: RequestOptions = {},
  ): Promise<T> {
    const client = this.#options;
    const { apiKey, transport = fetchTransport(client.fetch) } = client;
    const { maxResponseBytes = 2 ** 24, maxErrorBytes = 2 ** 20 } = client;
    const { signal, stallTimeout, onSent, isFinal } = options;
    const { timeout = client.timeout ?? 600_000, maxRetries = client.maxRetries ?? 2 } = options;
    const { maxRetryDelay = client.maxRetryDelay ?? 60_000 } = options;
    throwIfAborted(signal);
    const { body: given, accept = "application/json" } = request;
    const { encode = given === undefined ? undefined : json } = request;
    const call = {
      method,
      url: requestUrl(client, path, request),
      headers: [client.own, client.headers, options.headers, request.header] as HeadersInit[],
      body: encode?.(given),
      accept,
      apiKey,
      transport,
      signal,
      timeout,
      maxResponseBytes,
      maxErrorBytes,
      stallTimeout,
      onSent,
    };
    const retries = {
      maxRetries: call.body?.replayable === false ? 0 : maxRetries,
      maxRetryDelay,
      isFinal,
      signal,
    };
    // T is what the document says of the answer: that is for the server to keep.
    return (await retry(retries, (turn) => attempt({ ...call, ...turn }))) as T;
  }
}
