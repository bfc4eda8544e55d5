// Hand-written. Copied from generator/runtime/node/response.ts; edit it there.
import type { IncomingMessage } from "node:http";
import { bytesOf } from "../body.ts";
import { createResponse, hasNoBody, type Reply } from "../response.ts";
import { decoded } from "./content-encoding.ts";

export interface NodeReply extends Reply {
  readonly body: AsyncIterable<Uint8Array> | null;
  readonly incoming: IncomingMessage;
}

/** Converts a response to what the client reads. The body is read from the connection and decoded on demand. */
export function toReply(incoming: IncomingMessage): NodeReply {
  const { statusCode: status } = incoming;
  if (status === undefined) throw new TypeError("the response has no status");
  // nock sets it to null.
  const statusText = incoming.statusMessage ?? "";
  const headers = headersOf(incoming);
  const isEmpty = hasNoBody(status);
  if (isEmpty) incoming.resume();
  const body = isEmpty ? null : decoded(chunksOf(incoming), headers.get("content-encoding"));
  return { status, statusText, headers, body, incoming };
}

/** The body in chunks, as they arrive. The stream's own iterator, made for streams of all kinds, takes longer. */
async function* chunksOf(incoming: IncomingMessage): AsyncGenerator<Uint8Array, void> {
  let wake = () => {};
  for (const event of ["readable", "end", "error", "close"]) incoming.on(event, () => wake());
  for (;;) {
    const chunk = incoming.read() as Uint8Array | null;
    if (chunk) yield chunk;
    else if (incoming.readableEnded) return;
    else if (incoming.destroyed) throw incoming.errored ?? new Error("the response broke off");
    else await new Promise<void>((resolve) => (wake = resolve));
  }
}

/** Converts to the web's Response. */
export function toResponse({ body, incoming, ...init }: NodeReply): Response {
  return createResponse(body && streamOf(body, incoming), init);
}

/** Doesn't read ahead: decoding can make a body a thousand times longer. */
function streamOf(
  body: AsyncIterable<Uint8Array>,
  incoming: IncomingMessage,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = body[Symbol.asyncIterator]();
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
