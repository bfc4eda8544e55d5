import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import {
  createUploadsServer,
  type UploadsServer,
} from "../../generated/src/runtime/uploads/testing/index.ts";

/** A test server behind a port, which takes a moment for each part. `await using` closes it. */
export async function serve(): Promise<UploadsServer & AsyncDisposable & { baseUrl: string }> {
  const server = createUploadsServer({
    faults: ({ operation }) =>
      operation === "addUploadPart" ? { kind: "slow", milliseconds: 20 } : undefined,
  });
  const http = createAdaptorServer({ fetch: server.fetch, overrideGlobalObjects: false }) as Server;
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    ...server,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    async [Symbol.asyncDispose]() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
