// Hand-written. Copied from generator/runtime/xhr-transport.ts; edit it there.
import { onAbort, reasonOf, throwIfAborted } from "./abort.ts";
import { isSmall } from "./body.ts";
import { toBlob } from "./fetch-body.ts";
import { needGlobals } from "./platform.ts";
import { createResponse, isJsonType } from "./response.ts";
import {
  checkRedirect,
  FinalError,
  fetchTransport,
  newRequest,
  type Transport,
  type TransportRequest,
} from "./transport.ts";

/** Bytes of the longest response, which is held in memory as a whole. */
const maxResponse = 2 ** 24;

/**
 * Sends what is worth watching with XMLHttpRequest, which tells how much of a body has gone, as `fetch` does not: a body
 * of more than 64 KiB, or with a Blob or a stream in it, whose response is JSON. All else goes to the global `fetch`.
 * Without `fetch` and `transport`, a client does the same in a browser whose `fetch` and `XMLHttpRequest` nobody has
 * replaced; where a library has wrapped them, pass this as `transport`.
 *
 * XMLHttpRequest follows redirects, so a body may reach the address that a server names, before the call fails. A
 * response has at most 16 MiB.
 *
 * @throws {TypeError} There is no XMLHttpRequest, or no `fetch`, as on Node.
 * @example
 * // For `createClient({ transport })`.
 * const transport: Transport = xhrTransport();
 */
export function xhrTransport(): Transport {
  needGlobals("XMLHttpRequest");
  const small = fetchTransport();
  return async (request) => {
    const { body, bytes, headers, signal } = request;
    // Those that may be streams have to be read as they come.
    if (!body || isSmall(body.segments) || !isJsonType(headers.get("accept") ?? ""))
      return small(request);
    // What has been read of a source has not been sent yet. `stallTimeout` follows the events from the first one on, and
    // not before: a request may wait for one of the few connections that a browser opens, or go through a service worker.
    request.sent(0);
    const content = await toBlob(body.segments, bytes);
    throwIfAborted(signal);
    return send(request, content);
  };
}

/** What a browser's own functions look like as text. Those of test environments and mocks are written in JavaScript. */
const native = /^function (fetch|XMLHttpRequest)\(\)\s*{\s*\[native code\]\s*}$/;

/** Sends as `xhrTransport` in a browser, and with `fetch` elsewhere. Asked anew each time: a test may replace `fetch`. */
export function defaultTransport(): Transport {
  const plain = fetchTransport();
  return (request) => {
    const { XMLHttpRequest: xhr, fetch } = globalThis as Partial<typeof globalThis>;
    const isBrowsers = [xhr, fetch].every((it) => it && native.test(Function.toString.call(it)));
    return (isBrowsers ? xhrTransport() : plain)(request);
  };
}

function send(request: TransportRequest, body: Blob): Promise<Response> {
  const { method, headers, signal, sent } = request;
  const { url } = newRequest(request.url, { method });
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const fail = (error: Error) => {
      reject(error);
      xhr.abort();
    };
    const forget = onAbort(signal, () => fail(reasonOf(signal)));
    xhr.onloadend = () => {
      forget();
      // After an abort too, whose reason has been given already.
      reject(new Error(lost(body)));
    };
    xhr.upload.onprogress = ({ loaded }) => sent(loaded);
    xhr.onprogress = ({ loaded }) => {
      if (loaded > maxResponse)
        fail(new FinalError(`a response of more than ${maxResponse} bytes`));
    };
    xhr.onload = () => resolve(Promise.resolve(xhr).then((loaded) => responseOf(loaded, url)));
    xhr.open(method, url);
    xhr.responseType = "arraybuffer";
    headers.forEach((value, name) => xhr.setRequestHeader(name, value));
    xhr.send(body);
  });
}

/** Browsers don't say why, and hide a response that the page may not see. */
function lost({ size }: Blob): string {
  return `no response to ${size} bytes, which may be more than the server accepts`;
}

function responseOf(xhr: XMLHttpRequest, url: string): Response {
  const { status, statusText, responseURL } = xhr;
  checkRedirect({ url: responseURL, redirected: responseURL !== url });
  const headers = new Headers();
  for (const line of xhr.getAllResponseHeaders().split("\r\n")) {
    const [, name = "", value = ""] = /^([^:]+): *(.*)$/.exec(line) ?? [];
    if (name) headers.append(name, value);
  }
  return createResponse(xhr.response as ArrayBuffer, { status, statusText, headers });
}
