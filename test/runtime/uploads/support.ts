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
