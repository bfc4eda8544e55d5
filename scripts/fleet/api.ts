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
  /** Which key the last request about a file came with, by its filename. */
  readonly keyOf: ReadonlyMap<string, string>;
}

export interface ApiOptions {
  /** An empty folder, where the content of Uploads is kept. */
  readonly directory: string;
  /** Called when the server has carried out a completion, and before it says so. */
  readonly onCompleted: (filename: string, key: string) => void;
  /** Responds in the server's place, or gives undefined. */
  readonly instead?: ((request: Request) => Response | undefined) | undefined;
}

export async function startApi({ directory, onCompleted, instead }: ApiOptions): Promise<Api> {
  const server = createUploadsServer({ directory });
  const keyOf = new Map<string, string>();
  const sockets = new Set<Socket>();
  const http = createAdaptorServer({
    fetch: async (request, bindings) => {
      const { pathname } = new URL(request.url);
      const given = instead?.(request);
      if (given) return given;
      if (request.method === "GET" && pathname === "/v1/files") return listFiles(server.uploads());
      const response = await server.fetch(request, bindings);
      const id = /\/uploads\/(\w+)\//.exec(pathname)?.[1];
      const upload = server.uploads().find((it) => it.id === id);
      if (!upload) return response;
      const key = request.headers.get("authorization") ?? "";
      keyOf.set(upload.filename, key);
      if (pathname.endsWith("/complete") && response.ok) onCompleted(upload.filename, key);
      return response;
    },
    overrideGlobalObjects: false,
  }) as Server;
  http.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => http.close(() => resolve()));
  };
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  return { ...server, baseUrl, keyOf, [Symbol.asyncDispose]: close };
}

/** As the API lists them: the newest first, in one page. */
function listFiles(uploads: readonly UploadSnapshot[]): Response {
  const data = uploads.flatMap(({ file }) => file ?? []).reverse();
  return Response.json({ object: "list", data, has_more: false });
}
