// Hand-written. Copied from generator/runtime/node/response.ts; edit it there.
import type { IncomingMessage } from "node:http";
import { bytesOf } from "../body.ts";
import { createResponse, hasNoBody } from "../response.ts";
import { decoded } from "./content-encoding.ts";

/** Converts to the web's Response. The body is read from the connection and decoded on demand. */
export function toResponse(incoming: IncomingMessage): Response {
  const { statusCode: status } = incoming;
  if (status === undefined) throw new TypeError("the response has no status");
  // nock sets it to null.
  const statusText = incoming.statusMessage ?? "";
  const headers = headersOf(incoming);
  const isEmpty = hasNoBody(status);
  if (isEmpty) incoming.resume();
  const body = isEmpty ? null : streamOf(incoming, headers.get("content-encoding"));
  return createResponse(body, { status, statusText, headers });
}

/** Doesn't read ahead: decoding can make a body a thousand times as long. */
function streamOf(
  incoming: IncomingMessage,
  contentEncoding: string | null,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = decoded(incoming as AsyncIterable<Uint8Array>, contentEncoding);
  const iterator = bytes[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done) controller.close();
        else controller.enqueue(bytesOf(next.value) as Uint8Array<ArrayBuffer>);
      },
      cancel() {
        incoming.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}

function headersOf({ rawHeaders, headers = {} }: Partial<IncomingMessage>): Headers {
  // Handmade responses often have only `headers`.
  if (!rawHeaders) return new Headers(headers as Record<string, string>);
  const all = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    all.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  }
  return all;
}
