import type { AddressInfo, Server, Socket } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import {
  createUploadsServer,
  type FaultSchedule,
  type UploadsServer,
} from "../../generated/src/runtime/uploads/testing/index.ts";

/** The test server behind a port of this machine, and what can be seen of it there. */
export interface Served extends UploadsServer {
  readonly baseUrl: string;
  /** The md5 that the last completion came with. */
  readonly md5: () => string | undefined;
  /** Whether no connection is open and no request is being handled. */
  readonly isIdle: () => boolean;
  readonly close: () => void;
}

export interface ServeOptions {
  /** An empty folder, where the content of Uploads is kept. */
  readonly directory: string;
  readonly faults?: FaultSchedule;
  /** Handles each request by `handle`, which carries it out, at a moment of its own choice, or not at all. */
  readonly around?: (request: Request, handle: () => Promise<Response>) => Promise<Response>;
}

export async function serve({ around, ...options }: ServeOptions): Promise<Served> {
  const server = createUploadsServer(options);
  const sockets: Socket[] = [];
  let md5: string | undefined;
  const http = createAdaptorServer({
    fetch: async (request, bindings) => {
      if (request.url.endsWith("/complete"))
        ({ md5 } = (await request.clone().json()) as { md5?: string });
      const handle = () => server.fetch(request, bindings);
      return around === undefined ? handle() : around(request, handle);
    },
    overrideGlobalObjects: false,
  }) as Server;
  http.on("connection", (socket) => sockets.push(socket));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    ...server,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    md5: () => md5,
    isIdle: () => server.inFlight() === 0 && sockets.every(({ destroyed }) => destroyed),
    close: () => {
      http.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
