import type { EncodedBody } from "./body.ts";
import type { Bytes } from "./open.ts";

/** One attempt at a request. */
export interface TransportRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: EncodedBody | undefined;
  /**
   * The body's segments, opened for this attempt. The client ends it when the attempt is over. A transport that sends
   * the segments by other means ends it at once, since `stallTimeout` goes by how it is read.
   */
  readonly bytes: Bytes;
  /** Ends the attempt: its reason is the caller's, a TimeoutError, or what a source of the body threw. */
  readonly signal: AbortSignal;
}

/** Sends a request. Resolves with the answer when its headers are there. */
export type Transport = (request: TransportRequest) => Promise<Response>;

/** Sends by `fetch`. @default the global one, looked up when a request is sent */
export function fetchTransport(fetch?: (request: Request) => Promise<Response>): Transport {
  return async (request) => {
    const { url, signal } = request;
    const body = await toBodyInit(request);
    if (!(body instanceof ReadableStream)) void request.bytes.return();
    // A fetch that was handed in may not look at the signal, and the body may have been cut short.
    signal.throwIfAborted();
    const sent = new Request(url, { ...request, body, duplex: "half" } as RequestInit);
    // Node does not abort the fetch of a Request that has been garbage-collected: this holds on to it.
    signal.addEventListener("abort", () => sent);
    return (fetch ?? globalThis.fetch)(sent);
  };
}

async function toBodyInit(request: TransportRequest): Promise<BodyInit | undefined> {
  const { body, bytes, headers } = request;
  if (!body) return undefined;
  const { segments, size } = body;
  // Their types leave out views of shared memory, which some runtimes take.
  let parts = segments as BlobPart[];
  if (parts.length === 1 && ArrayBuffer.isView(parts[0])) return parts[0];
  const { process, ReadableStream } = globalThis as unknown as Platform;
  const { bun, undici } = process?.versions ?? {};
  // Node and Bun send a stream with a length set by hand at three times the speed of a Blob (and Bun loses the bytes of
  // file-backed Blobs within a Blob). Elsewhere that header is ignored or forbidden, and streams may not be sent at all.
  if (bun ?? undici) {
    if (size !== undefined) headers.set("content-length", String(size));
    return ReadableStream.from(bytes);
  }
  if (!parts.every((part) => ArrayBuffer.isView(part) || part instanceof Blob)) {
    parts = [];
    for await (const chunk of bytes) parts.push(chunk as BlobPart);
  }
  return new Blob(parts);
}

/** What Node and Bun have on top of the web's platform. */
interface Platform {
  readonly process?: { readonly versions?: Readonly<Record<string, string>> };
  readonly ReadableStream: { from(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> };
}
