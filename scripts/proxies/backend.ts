/** What is behind the proxies: test servers, each below a path of its own and with something that goes wrong there. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import {
  createUploadsServer,
  type UploadsServer,
} from "../../generated/src/runtime/uploads/testing/index.ts";

/** What happens to the parts that come below a path. */
export type Behaviour =
  /** Nothing out of the ordinary. */
  | "well"
  /** The connection is cut after some of the body. */
  | "dies"
  /** The same with every second one. */
  | "dies now and then"
  /** 413 after the first bytes, then the rest of the body is read. */
  | "refuses"
  /** The body is read slowly. */
  | "slow"
  /** The first request on a connection is served, the second is cut off. */
  | "stale";

export interface Backend {
  readonly port: number;
  /** Makes a path with that behaviour. */
  readonly at: (behaviour: Behaviour) => Place;
  readonly close: () => void;
}

export interface Place extends UploadsServer {
  /** Where the API is there. */
  readonly path: string;
  /** Bytes of parts that have come in, with their multipart frame. */
  readonly received: () => number;
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export async function startBackend(): Promise<Backend> {
  const places = new Map<string, Listener>();
  const sockets = new Set<Socket>();
  const http = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const first = request.url?.split("/")[1] ?? "";
    const listener = places.get(first);
    if (listener) listener(request, response);
    else response.writeHead(404).end();
  });
  http.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return {
    port: (http.address() as AddressInfo).port,
    at(behaviour) {
      const name = `place-${places.size}`;
      const server = createUploadsServer({ basePath: `/${name}` });
      const { listener, received } = misbehave(behaviour, server);
      places.set(name, listener);
      return { ...server, path: `/${name}`, received };
    },
    close() {
      http.close();
      sockets.forEach((socket) => socket.destroy());
    },
  };
}

function misbehave(behaviour: Behaviour, server: UploadsServer) {
  let bytes = 0;
  let parts = 0;
  const seen = new WeakSet<Socket>();
  const onChunk = async (chunk: Uint8Array, url: string) => {
    if (url.endsWith("/parts")) bytes += chunk.length;
    if (behaviour === "slow") await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const fetch = (request: Request, bindings: unknown) =>
    server.fetch(tapped(request, onChunk), bindings);
  const serve = getRequestListener(fetch, { overrideGlobalObjects: false });
  const listener: Listener = (request, response) => {
    const { socket, url } = request;
    const isStale = behaviour === "stale" && seen.has(socket);
    seen.add(socket);
    const isPart = url?.endsWith("/parts") === true;
    if (isPart) parts++;
    const isDying = behaviour === "dies" || (behaviour === "dies now and then" && parts % 2 === 1);
    if (isStale) socket.destroy();
    else if (isPart && isDying) die(request);
    else if (isPart && behaviour === "refuses") refuse(request, response);
    else void serve(request, response);
  };
  return { listener, received: () => bytes };
}

function die(request: IncomingMessage): void {
  let bytes = 0;
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes >= 2 ** 18) request.socket.destroy();
  });
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  request.once("data", () => {
    const body = JSON.stringify({ error: { message: "Part too large" } });
    const headers = { "content-type": "application/json", "content-length": body.length };
    // Not ended before the body is: Node would close the connection, and the response might be lost on its way.
    response.writeHead(413, { ...headers, connection: "close" }).write(body);
    request.resume().once("end", () => response.end());
  });
}

/** With each chunk passed on when `onChunk` has seen it. */
function tapped(
  request: Request,
  onChunk: (chunk: Uint8Array, url: string) => Promise<void>,
): Request {
  const { url, method, headers, signal, body } = request;
  const transform = async (chunk: Uint8Array, controller: TransformStreamDefaultController) => {
    await onChunk(chunk, url);
    controller.enqueue(chunk);
  };
  const tap = body?.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({ transform })) ?? null;
  return new Request(url, { method, headers, signal, body: tap, duplex: "half" } as RequestInit);
}
