import { throwIfAborted } from "./abort.ts";
import { kindOf, type EncodedBody } from "./body.ts";
import { toFetchBody, type FetchBody } from "./fetch-body.ts";
import type { Bytes } from "./open.ts";
import { needGlobals } from "./platform.ts";

/** One attempt at a request. */
export interface TransportRequest {
  /** The HTTP method, such as `POST`. */
  readonly method: string;
  /** The URL with its query. */
  readonly url: string;
  /** All headers but the length. */
  readonly headers: Headers;
  /** What the body consists of; undefined for none. */
  readonly body: EncodedBody | undefined;
  /**
   * The body's segments, opened for this attempt. The client ends it when the attempt is over. A transport that sends
   * the segments by other means ends it at once, since `stallTimeout` goes by how it is read.
   */
  readonly bytes: Bytes;
  /** Ends the attempt: its reason is the caller's, a TimeoutError, or what a source of the body threw. */
  readonly signal: AbortSignal;
}

/**
 * Sends one attempt at a request, and resolves with the response when its headers are there. What it rejects with is
 * tried again like a broken connection.
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

/** What a transport throws when sending again would not help. The message goes on where the URL ends. */
export class FinalError extends Error {}

/**
 * A handler of requests, or a function like the global `fetch`. `init` has all that is in the request once more, for
 * functions that don't know its class: they find the URL in its text.
 */
export type Fetch = (request: Request, init: RequestInit) => Promise<Response>;

/**
 * Sends by `fetch`: by the global one, looked up when a request is sent, unless another is given. Throws a TypeError
 * where there is none.
 */
export function fetchTransport(fetch?: Fetch): Transport {
  needGlobals("Request", ...(fetch ? [] : ["fetch"]));
  return async (request) => {
    const { body, bytes, headers, signal } = request;
    const sender = fetch ?? globalThis.fetch;
    const content = body && (await toFetchBody(body, bytes, sender));
    // A fetch that was handed in may not look at the signal, and the body may have been cut short.
    throwIfAborted(signal);
    if (!content || !("getReader" in content)) {
      void bytes.return();
      return send(sender, request, content);
    }
    // A fetch that knows no streams would send its text, "[object ReadableStream]", and nobody would notice.
    const toString = () => {
      throw new TypeError("fetch: it sends no streams; give one that does, or none");
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
  // A record, which all take: of another's Headers, whatwg-fetch and happy-dom take nothing.
  const headers = Object.fromEntries(sent);
  // A redirect would carry headers and body to where the server says, and its target's response count as the API's.
  const redirect = "manual";
  const init = { method, headers, body, signal, redirect, duplex: "half" } as RequestInit;
  const request = toRequest(url, init);
  // Node does not abort the fetch of a Request that has been garbage-collected: this holds on to it.
  signal.addEventListener("abort", () => request);
  const answer = await fetch(request, init);
  checkRedirect(answer);
  if (typeof (Object(answer) as Partial<Response>).status === "number") return answer;
  const problem = `fetch: it resolved with ${kindOf(answer)}; give one that resolves with a Response`;
  throw new TypeError(problem);
}

/** Throws for a redirect that a browser hides, and for one that a fetch has followed all the same. */
function checkRedirect(response: unknown): void {
  const { type, redirected, url } = Object(response) as Partial<Response>;
  if (type !== "opaqueredirect" && !redirected) return;
  const where = redirected ? `to ${url}` : "where browsers don't tell";
  throw new FinalError(`redirected ${where}; set baseUrl to where that is`);
}

/** Throws a FinalError where there can be none, as of a URL with a user part. */
function anew(url: string, init: RequestInit): Request {
  try {
    return new Request(url, init);
  } catch (error) {
    const { message } = error as Error;
    throw new FinalError(`fetch can't send it: ${message}; check baseUrl`, { cause: error });
  }
}

/** Takes the signal out of `init` where the Request's class does not know it. */
function toRequest(url: string, init: RequestInit): Request {
  const properties: PropertyDescriptorMap = { toString: { value: () => url } };
  let request;
  try {
    request = new Request(url, init);
  } catch {
    // jsdom's AbortController is not that of Node's Request: a handler at least gets to see the signal. Whatever else
    // a Request is refused for, it is again.
    properties["signal"] = { value: init.signal };
    delete init.signal;
    request = anew(url, init);
  }
  return Object.defineProperties(request, properties);
}
