// Hand-written. Copied from generator/runtime/client.ts; edit it there.
import { throwIfAborted } from "./abort.ts";
import { ApiRequest } from "./api-request.ts";
import { attempt, authorization } from "./attempt.ts";
import { json, misfit } from "./body.ts";
import { createFetchClient, type FetchClient } from "./openapi-fetch.ts";
import { needGlobals } from "./platform.ts";
import { retry } from "./retry.ts";
import { fetchTransport, type Fetch, type Transport } from "./transport.ts";
import { responseTo } from "./unwrap.ts";
import { plainPath } from "./url.ts";

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
  /** Told, of a call that succeeds, what its result does not hold. */
  onResponse?: ((response: ResponseInfo) => unknown) | undefined;
}

/** What a success has besides its data. */
export interface ResponseInfo {
  readonly status: number;
  readonly headers: Headers;
  /** The header `x-request-id`, which support asks for. */
  readonly requestId: string | null;
}

/** The client of an API: openapi-fetch's own. */
export type ClientOf<Paths extends object> = FetchClient<Paths>;

/** What each request needs, whatever the transport. */
const needed = "AbortController Headers Response TextEncoder".split(" ");

/**
 * Makes openapi-fetch's client of an API's paths, with credentials, retries, timeouts and errors of ours beneath. Throws
 * a TypeError for a missing or malformed apiKey or baseUrl, and where the web's platform is missing.
 */
export function connect<Paths extends object>(
  options: ClientOptions & { baseUrl: string },
): ClientOf<Paths> {
  needGlobals(...needed);
  const { apiKey, baseUrl, headers } = options;
  if (typeof apiKey !== "function") authorization(apiKey);
  if (!/^(https?:\/)?\/[^?#]+$/.test(baseUrl))
    throw misfit("baseUrl", `"${baseUrl}"`, "an http(s) URL");
  return createFetchClient<Paths>({
    baseUrl,
    ...(headers && { headers }),
    // It stands in for the web's: that one would make a stream of the body, to be read once.
    Request: ApiRequest as unknown as typeof Request,
    fetch: (request) => send(request as unknown as ApiRequest, options),
    bodySerializer: json,
    pathSerializer: plainPath,
  });
}

/** Sends a request, again if it fails and may be repeated. Resolves with what the server has answered in the end. */
async function send(request: ApiRequest, client: ClientOptions): Promise<Response> {
  const { signal, body } = request;
  const { timeout = client.timeout ?? 600_000, maxRetries = client.maxRetries ?? 2 } = request;
  const { apiKey, transport = fetchTransport(client.fetch) } = client;
  throwIfAborted(signal);
  const call = { ...request, apiKey, transport, timeout };
  const retries = body?.replayable === false ? 0 : maxRetries;
  try {
    const response = await retry(retries, signal, (turn) => attempt({ ...call, ...turn }));
    request.onResponse?.(infoOf(response));
    return response;
  } catch (error) {
    return responseTo(error);
  }
}

function infoOf({ status, headers }: Response): ResponseInfo {
  return { status, headers, requestId: headers.get("x-request-id") };
}

/** What a method sends besides what the document has words for. */
interface Sent {
  /** The media types of a success, separated by commas; "" if it has no content. @default "application/json" */
  readonly accept?: string;
  readonly headers?: Record<string, string>;
}

/** The caller's options as openapi-fetch takes them: those that are given, and none that is undefined. */
export function init(options: RequestOptions = {}, sent: Sent = {}) {
  // One by one, since those of a class are no properties of its objects.
  const { signal, timeout, maxRetries, stallTimeout, onSent, onResponse } = options;
  const { accept = "application/json" } = sent;
  const headers = { ...options.headers, ...sent.headers };
  const given = { accept, headers, signal, timeout, maxRetries, stallTimeout, onSent, onResponse };
  const isGiven = ([, value]: [string, unknown]) => value !== undefined;
  return Object.fromEntries(Object.entries(given).filter(isGiven)) as Init;
}

/** `RequestOptions` without undefined, which openapi-fetch's types refuse where properties are exact. */
type Init = { [Name in keyof RequestOptions]?: NonNullable<RequestOptions[Name]> };
