import type { Server } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import {
  createUploadsServer,
  type UploadsServer,
  type UploadsServerOptions,
} from "../../../../../generated/src/runtime/uploads/testing/index.ts";

export const key = "sk-of-the-command-tests";

/** The test server behind a port. */
export interface Served extends UploadsServer {
  readonly baseUrl: string;
  close(): void;
}

export interface ServeOptions extends UploadsServerOptions {
  /** How fast it takes in each request. */
  readonly bytesPerSecond?: number;
  /** PEM texts, for https. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

export async function serve({
  bytesPerSecond = Infinity,
  tls,
  ...options
}: ServeOptions = {}): Promise<Served> {
  const server = createUploadsServer({ apiKey: key, ...options });
  const fetch = (request: Request) => server.fetch(slowed(request, bytesPerSecond));
  const secure = tls && { createServer: https.createServer, serverOptions: tls };
  const http = createAdaptorServer({ fetch, overrideGlobalObjects: false, ...secure }) as Server;
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  const { port } = http.address() as AddressInfo;
  const close = () => {
    http.close();
    http.closeAllConnections();
  };
  return { ...server, baseUrl: `http${tls ? "s" : ""}://127.0.0.1:${port}/v1`, close };
}

function slowed(request: Request, bytesPerSecond: number): Request {
  if (bytesPerSecond === Infinity || !request.body) return request;
  const slow = new TransformStream<Uint8Array, Uint8Array>({
    async transform(chunk, controller) {
      await new Promise((done) => setTimeout(done, (1000 * chunk.length) / bytesPerSecond));
      controller.enqueue(chunk);
    },
  });
  const { method, headers, signal } = request;
  const body = request.body.pipeThrough(slow);
  return new Request(request.url, { method, headers, signal, body, duplex: "half" } as RequestInit);
}
