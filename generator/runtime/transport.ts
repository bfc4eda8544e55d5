import { throwIfAborted, type Ending } from "./abort.ts";
import { kindOf, type EncodedBody } from "./body.ts";
import { toFetchBody, type FetchBody } from "./fetch-body.ts";
import type { Bytes } from "./open.ts";
import { needGlobals } from "./platform.ts";
import type { Reply } from "./response.ts";

/** One attempt at a request. */
export interface TransportRequest {
  /** The HTTP method, such as `POST`. */
  readonly method: string;
  /** The URL with its query. */
  readonly url: string;
  /** All headers but the length. */
  readonly headers: Headers;
  /** The body; undefined for none. */
  readonly body: EncodedBody | undefined;
  /**
   * The body's segments, opened for this attempt. The client closes it when the attempt is over. A transport that sends
   * the segments by other means closes it at once, since `stallTimeout` depends on how it is read.
   */
  readonly bytes: Bytes;
  /**
   * To be called with the bytes of the body sent so far in this attempt, starting with 0: `stallTimeout`, `onSent` and
   * `onProgress` then follow it instead of what is read of `bytes`. A transport that can't tell never calls it. It may be
   * called at any time; once the attempt is over, it does nothing.
   */
  readonly sent: (bytes: number) => void;
  /** Aborts the attempt. Its reason is the caller's, a TimeoutError, or what a source of the body threw. */
  readonly signal: AbortSignal;
}

/**
 * Sends one attempt at a request, and resolves with the response once its headers have arrived. A rejection is retried
 * like a broken connection.
 *
 * @example
 * const logged =
 *   (inner: Transport): Transport =>
 *   async (request) => {
 *     const response = await inner(request);
 *     console.log(request.method, request.url, response.status);
 *     return response;
 *   };
 */
export type Transport = (request: TransportRequest) => Promise<Response>;

/** How the client calls `httpTransport`: without an AbortSignal or a Response, which are slow to make. */
export type Exchange = (request: ExchangeRequest, ending: Ending) => Promise<Reply>;

/** The request without its signal. */
export type ExchangeRequest = Omit<TransportRequest, "signal">;

const exchanges = new WeakMap<Transport, Exchange>();

/** Registers how the client calls a transport. */
export function withExchange(transport: Transport, exchange: Exchange): Transport {
  exchanges.set(transport, exchange);
  return transport;
}

/** Sends by any transport. */
export function sendBy(
  transport: Transport,
  request: ExchangeRequest,
  ending: Ending,
): Promise<Reply> {
  const exchange = exchanges.get(transport);
  return exchange ? exchange(request, ending) : transport({ ...request, signal: ending.signal });
}

/** What a transport throws when a retry would not help. The message is shown after the URL. */
export class FinalError extends Error {}

/**
 * A handler of requests, or a function like the global `fetch`. `init` repeats what is in the request, for functions that
 * don't recognise its class: those get the URL by converting it to a string.
 */
export type Fetch = (request: Request, init: RequestInit) => Promise<Response>;

/**
 * Sends with `fetch`: the one passed, or the global one at the time of the request. Throws a TypeError if there is none.
 */
export function fetchTransport(fetch?: Fetch): Transport {
  needGlobals("Request", ...(fetch ? [] : ["fetch"]));
  return async (request) => {
    const { body, bytes, headers, signal } = request;
    const sender = fetch ?? globalThis.fetch;
    const content = body && (await toFetchBody(body, bytes, sender));
    if (!body) void bytes.return();
    // A caller's fetch may ignore the signal, and then the body may be incomplete.
    throwIfAborted(signal);
    if (!content || !("getReader" in content)) return send(sender, request, content);
    // A fetch that doesn't support streams would send the text "[object ReadableStream]" and nobody would notice.
    const toString = () => {
      throw new TypeError("this fetch can't send streams; pass one that can, or none");
    };
    Object.defineProperty(content, "toString", { value: toString });
    if (body.size !== undefined) headers.set("content-length", String(body.size));
    return send(sender, request, content);
  };
}

async function send(
  fetch: Fetch,
  { method, url, headers: sent, signal }: TransportRequest,
  body: FetchBody | undefined,
): Promise<Response> {
  // A record, which all accept: whatwg-fetch and happy-dom take nothing from another class of Headers.
  const headers = Object.fromEntries(sent);
  // Following a redirect would send headers and body to another address, and take its response for the API's.
  const redirect = "manual";
  const init = { method, headers, body, signal, redirect, duplex: "half" } as RequestInit;
  const request = toRequest(url, init);
  // Node can't abort the fetch of a Request that was garbage-collected: this keeps it alive.
  signal.addEventListener("abort", () => request);
  const response = await fetch(request, init);
  checkRedirect(response);
  if (typeof (Object(response) as Partial<Response>).status === "number") return response;
  const problem = `fetch must resolve with a Response, got ${kindOf(response)}`;
  throw new TypeError(problem);
}

/** Throws for a redirect that a browser hides, and for one that a fetch followed anyway. */
export function checkRedirect(response: unknown): void {
  const { type, redirected, url } = Object(response) as Partial<Response>;
  if (type !== "opaqueredirect" && !redirected) return;
  const where = redirected ? `to ${url}` : "to an address that browsers hide";
  throw new FinalError(`redirected ${where}; set baseUrl to that address`);
}

/** Throws a FinalError if there can be no such Request, as for a URL with credentials. */
export function newRequest(url: string, init: RequestInit): Request {
  try {
    return new Request(url, init);
  } catch (error) {
    const { message } = error as Error;
    throw new FinalError(`fetch can't send the request: ${message}; check baseUrl`, {
      cause: error,
    });
  }
}

/** Removes the signal from `init` if the class Request doesn't accept it. */
function toRequest(url: string, init: RequestInit): Request {
  const properties: PropertyDescriptorMap = { toString: { value: () => url } };
  let request;
  try {
    request = new Request(url, init);
  } catch {
    // Node's Request rejects signals of jsdom's AbortController: set as a property, a handler can at least see it. For
    // any other problem, the second try throws again.
    properties["signal"] = { value: init.signal };
    delete init.signal;
    request = newRequest(url, init);
  }
  return Object.defineProperties(request, properties);
}
