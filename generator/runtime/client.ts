import { throwIfAborted } from "./abort.ts";
import { ApiRequest } from "./api-request.ts";
import { attempt } from "./attempt.ts";
import { json } from "./body.ts";
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

export type { ApiOptions, ClientOptions } from "./client-options.ts";
export { init, type RequestOptions, type ResponseInfo } from "./request-options.ts";

/** The client of an API: openapi-fetch's own. */
export type ClientOf<Paths extends object> = FetchClient<Paths>;

/** What each request needs, whatever the transport. */
const needed = "AbortController Headers Response TextEncoder".split(" ");

/**
 * Makes openapi-fetch's client of an API's paths, with credentials, retries, timeouts and errors of ours beneath. Throws
 * a TypeError for an option that there is not, for a missing or malformed apiKey or baseUrl, and where the web's
 * platform is missing.
 */
export function connect<Paths extends object>(
  options: Partial<ClientOptions>,
  api: ApiOptions = {},
): ClientOf<Paths> {
  needGlobals(...needed);
  const client = resolveOptions(options, api);
  return createFetchClient<Paths>({
    baseUrl: client.baseUrl,
    // It stands in for the web's: that one would make a stream of the body, to be read once.
    Request: ApiRequest as unknown as typeof Request,
    fetch: (request) => send(request as unknown as ApiRequest, client),
    bodySerializer: json,
    pathSerializer: plainPath,
  });
}

/** Sends a request, again if it fails and may be repeated. Resolves with what came in the end. */
async function send(request: ApiRequest, client: ResolvedOptions): Promise<Response> {
  const { method, body, accept, signal, stallTimeout, onSent, isFinal, onResponse } = request;
  const { apiKey, transport = fetchTransport(client.fetch) } = client;
  const { maxResponseBytes = 2 ** 24, maxErrorBytes = 2 ** 20 } = client;
  const { timeout = client.timeout ?? 600_000, maxRetries = client.maxRetries ?? 2 } = request;
  const { maxRetryDelay = client.maxRetryDelay ?? 60_000 } = request;
  throwIfAborted(signal);
  const call = {
    method,
    url: withQuery(request.url, client.query),
    headers: [client.own, client.headers ?? {}, request.headers],
    body,
    accept,
    maxResponseBytes,
    maxErrorBytes,
    apiKey,
    transport,
    signal,
    timeout,
    stallTimeout,
    onSent,
  };
  const retries = {
    maxRetries: body?.replayable === false ? 0 : maxRetries,
    maxRetryDelay,
    isFinal,
    signal,
  };
  const response = await retry(retries, (turn) => attempt({ ...call, ...turn })).catch(responseTo);
  if (response.ok) await tell(onResponse, response);
  return response;
}

/** Not waited for. What the hook throws ends the call; what it rejects with comes too late for that. */
function tell(onResponse: ApiRequest["onResponse"], { status, headers }: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    const told = { status, headers: new Headers(headers), requestId: headers.get("x-request-id") };
    notify(onResponse, told, reject);
    resolve();
  });
}
