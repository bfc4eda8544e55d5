import type { IncomingMessage } from "node:http";
import { bytesOf } from "../body.ts";
import { createResponse, hasNoBody } from "../response.ts";
import { decoded } from "./content-encoding.ts";

/** The response as the web has it. Its body is read from the connection, and decoded, as it is read. */
export function toResponse(incoming: IncomingMessage): Response {
  const { statusCode: status } = incoming;
  if (status === undefined) throw new TypeError("the response has no status");
  // null in nock's.
  const statusText = incoming.statusMessage ?? "";
  const headers = headersOf(incoming);
  const isEmpty = hasNoBody(status);
  if (isEmpty) incoming.resume();
  const body = isEmpty ? null : streamOf(incoming, headers.get("content-encoding"));
  return createResponse(body, { status, statusText, headers });
}

/** Nothing is read ahead: what is decoded may be a thousand times as long as what has arrived. */
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
  // Responses made by hand often have only these.
  if (!rawHeaders) return new Headers(headers as Record<string, string>);
  const all = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    all.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  }
  return all;
}
