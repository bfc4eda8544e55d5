// Hand-written. Copied from generator/runtime/client.ts; edit it there.
import { throwIfAborted } from "./abort.ts";
import { ApiRequest } from "./api-request.ts";
import { attempt } from "./attempt.ts";
import { invalid, json, kindOf } from "./body.ts";
import {
  resolveOptions,
  type ApiOptions,
  type ClientOptions,
  type ResolvedOptions,
} from "./client-options.ts";
import { notify } from "./notify.ts";
import { createFetchClient, type FetchClient } from "./openapi-fetch.ts";
import { needGlobals } from "./platform.ts";
import { retry } from "./retry.ts";
import { fetchTransport } from "./transport.ts";
import { responseTo } from "./unwrap.ts";
import { plainPath, withQuery } from "./url.ts";
import { defaultTransport } from "./xhr-transport.ts";

export type { ApiOptions, ClientOptions } from "./client-options.ts";
export { init, needed, type RequestOptions, type ResponseInfo } from "./request-options.ts";

/** The client of an API, as openapi-fetch defines it. */
export type ClientOf<Paths extends object> = FetchClient<Paths>;

/** What every request needs, whatever the transport. */
const needed = "AbortController Headers Response TextEncoder".split(" ");

/**
 * Creates openapi-fetch's client for an API's paths, with our credentials, retries, timeouts and errors underneath. Throws
 * a TypeError for an unknown option, for a missing or malformed apiKey or baseUrl, and in an environment that lacks the
 * web platform's globals.
 */
export function connect<Paths extends object>(
  options: Partial<ClientOptions>,
  api: ApiOptions = {},
): ClientOf<Paths> {
  needGlobals(...needed);
  const client = resolveOptions(options, api);
  return createFetchClient<Paths>({
    baseUrl: client.baseUrl,
    // The web's own Request would turn the body into a stream that can be read only once.
    Request: ApiRequest as unknown as typeof Request,
    fetch: (request) => send(request as unknown as ApiRequest, client),
    bodySerializer: json,
    pathSerializer: plainPath,
  });
}

/** Returns the client. Throws a TypeError for anything that has no methods of HTTP, such as the options of a client. */
export function checkClient<Client>(client: Client): Client {
  const methods = "GET PUT POST DELETE OPTIONS HEAD PATCH TRACE".split(" ");
  const given = Object(client) as Record<string, unknown>;
  if (methods.some((method) => typeof given[method] === "function")) return client;
  throw invalid("client", kindOf(client), "what createClient returns");
}

/** Sends a request, with retries. Resolves with the final response. */
async function send(request: ApiRequest, client: ResolvedOptions): Promise<Response> {
  const { method, body, accept, isEmpty, isStreamed, signal, stallTimeout, onSent } = request;
  const { isFinal, onResponse } = request;
  const { apiKey, fetch, transport = fetch ? fetchTransport(fetch) : defaultTransport() } = client;
  const { maxResponseBytes, maxErrorBytes } = client;
  const { timeout = client.timeout, maxRetries = client.maxRetries } = request;
  const { maxRetryDelay = client.maxRetryDelay } = request;
  throwIfAborted(signal);
  const call = {
    method,
    url: withQuery(request.url, client.query),
    headers: [client.own, client.headers ?? {}, request.headers],
    body,
    accept,
    isEmpty,
    isStreamed,
    maxResponseBytes,
    maxErrorBytes,
    apiKey,
    transport,
    signal,
    timeout,
    stallTimeout,
    onSent,
    maxRetries: body?.replayable === false ? 0 : maxRetries,
    maxRetryDelay,
    isFinal,
  };
  const response = await retry(call, (turn) => attempt({ ...call, ...turn })).catch(responseTo);
  if (onResponse && response.ok) await report(onResponse, response);
  return response;
}

/** Doesn't wait for the hook. If it throws, the call fails; if it rejects, it is too late for that. */
function report(
  onResponse: ApiRequest["onResponse"],
  { status, headers }: Response,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const info = { status, headers: new Headers(headers), requestId: headers.get("x-request-id") };
    notify(onResponse, info, reject);
    resolve();
  });
}
