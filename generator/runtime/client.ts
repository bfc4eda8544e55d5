import { throwIfAborted } from "./abort.ts";
import { attempt, authorization } from "./attempt.ts";
import { json, misfit, type Encoder } from "./body.ts";
import { needGlobals } from "./platform.ts";
import { retry } from "./retry.ts";
import { fetchTransport, type Fetch, type Transport } from "./transport.ts";
import { requestUrl } from "./url.ts";

/** How a client reaches the API. */
export interface ClientOptions {
  /**
   * Sent as `Authorization: Bearer …`. A function is called once per attempt. null sends no such header: a proxy adds
   * it, or the API needs none. undefined, an unset environment variable, is refused.
   */
  apiKey: string | null | undefined | (() => string | Promise<string>);
  /** Where the paths of the API start. @default the first server of the API's document */
  baseUrl?: string | undefined;
  /**
   * Used instead of the global `fetch`: a function with its signature, such as undici's or a test server's, or a
   * handler `(Request) => Promise<Response>`. It is called with a Request and, as `init`, what is in it.
   */
  fetch?: Fetch | undefined;
  /** Used instead of `fetch`. */
  transport?: Transport | undefined;
  /** Sent with every request; they override the client's own, except for the content type. */
  headers?: Record<string, string> | undefined;
  /** Milliseconds per attempt, from its start until its answer is read. @default 600_000 */
  timeout?: number | undefined;
  /** How often a failed request is sent again. @default 2 */
  maxRetries?: number | undefined;
  /**
   * Bytes of a success, decompressed, that is JSON or text: a longer one is an ApiError. Blobs and streams are of any
   * length. @default 16_777_216
   */
  maxResponseBytes?: number | undefined;
  /** Bytes of an error's body, decompressed, that are read: of a longer one, `body` is the start. @default 1_048_576 */
  maxErrorBytes?: number | undefined;
}

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
  readonly #options: ClientOptions & { baseUrl: string };

  /** Throws a TypeError for a missing or malformed apiKey or baseUrl, and where the web's platform is missing. */
  constructor(options: ClientOptions & { baseUrl: string }) {
    needGlobals(...needed);
    const { apiKey, baseUrl } = options;
    if (typeof apiKey !== "function") authorization(apiKey);
    if (!/^(https?:\/)?\/[^?#]+$/.test(baseUrl))
      throw misfit("baseUrl", `"${baseUrl}"`, "an http(s) URL");
    this.#options = options;
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
    const { signal, stallTimeout, onSent } = options;
    const { timeout = client.timeout ?? 600_000, maxRetries = client.maxRetries ?? 2 } = options;
    throwIfAborted(signal);
    const { body: given, accept = "application/json" } = request;
    const { encode = given === undefined ? undefined : json } = request;
    const call = {
      method,
      url: requestUrl(client.baseUrl, path, request),
      headers: [client.headers, options.headers, request.header] as HeadersInit[],
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
    const retries = call.body?.replayable === false ? 0 : maxRetries;
    // T is what the document says of the answer: that is for the server to keep.
    return (await retry(retries, signal, (turn) => attempt({ ...call, ...turn }))) as T;
  }
}
