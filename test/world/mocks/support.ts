import { createServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import { onTestFinished } from "vitest";
import * as nodeEntry from "../../../generated/src/node.ts";
import * as portableEntry from "../../../generated/src/index.ts";
import { tls } from "../../runtime/node/support.ts";

export const apiKey = "sk-never-to-be-sent";

/** The entry points by what they send over. */
export const entries = { "node:http": nodeEntry, fetch: portableEntry };
export type Way = keyof typeof entries;

/** The API's operations, sent over one of the transports, once each. */
export function operations(way: Way, baseUrl: string): portableEntry.UploadsApi {
  return new portableEntry.UploadsApi(
    entries[way].createClient({ apiKey, baseUrl, maxRetries: 0 }),
  );
}

/** A server that nothing should reach while a mock is there. */
export interface RealServer {
  readonly baseUrl: string;
  /** How many requests have come. */
  requests: number;
}

type Scheme = "http" | "https";

const answersAll: RequestListener = (request, response) => {
  request.resume().on("end", () => response.end('{"id":"real"}'));
};

/** Serves until the test is over. @default answers every request with the id `real` */
export async function realServer(
  scheme: Scheme = "http",
  listener: RequestListener = answersAll,
): Promise<RealServer> {
  const real = { baseUrl: "", requests: 0 };
  const server = scheme === "https" ? createSecureServer(tls) : createServer();
  server.on("request", () => real.requests++).on("request", listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  real.baseUrl = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return real;
}

/** A listener for what a fetch handler answers. */
export function listenerOf(fetch: (request: Request) => Promise<Response>): RequestListener {
  const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
  return (request, response) => void listener(request, response);
}

export const announced = {
  filename: "a.txt",
  purpose: "assistants",
  bytes: 5,
  mime_type: "text/plain",
} as const;

/** Bytes that no text could be, without a period. */
export function binaryContent(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8) * 17 + 128) & 0xff);
}

export function streamOf(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return Readable.toWeb(Readable.from(chunks)) as ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** A body that gives a chunk, and then keeps its reader waiting. */
export interface Stalled extends AsyncIterable<Uint8Array> {
  /** When the chunk has been taken, and more was asked for. */
  readonly isWaiting: Promise<void>;
  ended: boolean;
}

export function stalled(size = 65_536): Stalled {
  let onWaiting = () => {};
  const isWaiting = new Promise<void>((resolve) => (onWaiting = resolve));
  let given = 0;
  const stream: Stalled = {
    isWaiting,
    ended: false,
    [Symbol.asyncIterator]: () => ({
      next() {
        if (given++ === 0) return Promise.resolve({ done: false, value: new Uint8Array(size) });
        onWaiting();
        return new Promise<never>(() => undefined);
      },
      return() {
        stream.ended = true;
        return Promise.resolve({ done: true, value: undefined });
      },
    }),
  };
  return stream;
}

/** A body that never ends by itself. */
export function endless(): AsyncIterable<Uint8Array> & { ended: boolean } {
  const stream = {
    ended: false,
    async *[Symbol.asyncIterator]() {
      try {
        for (;;) {
          await new Promise(setImmediate);
          yield new Uint8Array(65_536);
        }
      } finally {
        stream.ended = true;
      }
    },
  };
  return stream;
}
