import { onTestFinished } from "vitest";
import { createAdaptorServer } from "@hono/node-server";
import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createClient, UploadsApi, type ClientOptions } from "../../../generated/src/node.ts";
import {
  createUploadsServer,
  type UploadsServer,
  type UploadsServerOptions,
} from "../../../generated/src/runtime/uploads/testing/index.ts";

/** An Uploads server in memory, and the operations of a client that talks to it. */
export function connect(
  serverOptions: UploadsServerOptions = {},
  clientOptions: Partial<ClientOptions> = {},
): { server: UploadsServer; uploads: UploadsApi } {
  const server = createUploadsServer(serverOptions);
  const client = createClient({ apiKey: "sk-test", fetch: server.fetch, ...clientOptions });
  return { server, uploads: new UploadsApi(client) };
}

/** The content of the File that an Upload was completed as. */
export async function contentOf(
  server: UploadsServer,
  upload: { file?: { id: string } | null },
): Promise<Buffer> {
  const file = server.file(upload.file?.id ?? "");
  if (!file) throw new Error("there is no such File");
  return Buffer.from(await file.arrayBuffer());
}

/** What was asked of the server, such as `parts`, in order. */
export function operations(server: UploadsServer): string[] {
  return server.requests().map(({ path }) => /[^/]+$/.exec(path)?.[0] ?? path);
}

/** Bytes in which no stretch looks like another. */
export function bytes(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8) * 17) & 0xff);
}

/** Serves until the test is over. `sockets` are the connections that are open now. */
export async function serveUploads(
  server: UploadsServer,
): Promise<{ baseUrl: string; sockets: ReadonlySet<Socket> }> {
  const { fetch } = server;
  const http = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server;
  const sockets = new Set<Socket>();
  http.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    http.close();
    http.closeAllConnections();
  });
  const { port } = http.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/v1`, sockets };
}
