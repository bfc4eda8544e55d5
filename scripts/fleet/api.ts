/** The test server behind a port, with the list of Files that a worker looks in for what it has lost. */
import { once } from "node:events";
import type { AddressInfo, Server, Socket } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import {
  createUploadsServer,
  type UploadsServer,
  type UploadSnapshot,
} from "../../generated/src/runtime/uploads/testing/index.ts";

export interface Api extends UploadsServer, AsyncDisposable {
  readonly baseUrl: string;
  /** Which worker the last request about a file came from, by the filename. */
  readonly workerOf: ReadonlyMap<string, string>;
  /** The workers that requests are being handled of. */
  readonly busy: () => ReadonlySet<string>;
}

export interface ApiOptions {
  /** An empty folder, where the content of Uploads is kept. */
  readonly directory: string;
  /** Called when the server has carried out a completion, and before it says so. */
  readonly onCompleted: (worker: string) => void;
  /** What the keys of workers begin with; the rest is the worker's name. */
  readonly keyPrefix: string;
  /** Responds in the server's place, or gives undefined. */
  readonly instead?: ((request: Request) => Response | undefined) | undefined;
}

export async function startApi(options: ApiOptions): Promise<Api> {
  const { directory, keyPrefix, onCompleted, instead } = options;
  const server = createUploadsServer({ directory });
  const workerOf = new Map<string, string>();
  const handled: string[] = [];
  const handle = async (request: Request, bindings: unknown, worker: string) => {
    const { pathname } = new URL(request.url);
    const given = instead?.(request);
    if (given) return given;
    if (request.method === "GET" && pathname === "/v1/files") return listFiles(server.uploads());
    const id = /\/uploads\/(\w+)\//.exec(pathname)?.[1];
    const upload = server.uploads().find((it) => it.id === id);
    if (upload) workerOf.set(upload.filename, worker);
    const response = await server.fetch(request, bindings);
    if (pathname.endsWith("/complete") && response.ok) onCompleted(worker);
    return response;
  };
  const port = await listen(async (request, bindings) => {
    const key = request.headers.get("authorization") ?? "";
    const worker = key.replace(`Bearer ${keyPrefix}`, "");
    handled.push(worker);
    try {
      return await handle(request, bindings, worker);
    } finally {
      handled.splice(handled.indexOf(worker), 1);
    }
  });
  const baseUrl = `http://127.0.0.1:${port.port}/v1`;
  const busy = () => new Set(handled);
  return { ...server, baseUrl, workerOf, busy, [Symbol.asyncDispose]: port.close };
}

type Handler = (request: Request, bindings: unknown) => Promise<Response>;

async function listen(fetch: Handler): Promise<{ port: number; close: () => Promise<void> }> {
  const http = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server;
  const sockets = new Set<Socket>();
  http.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => http.close(() => resolve()));
  };
  return { port: (http.address() as AddressInfo).port, close };
}

/** As the API lists them: the newest first, in one page. */
function listFiles(uploads: readonly UploadSnapshot[]): Response {
  const data = uploads.flatMap(({ file }) => file ?? []).reverse();
  return Response.json({ object: "list", data, has_more: false });
}
