import { createServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";

/** A server that nothing should reach while a mock is there. */
export interface RealServer {
  readonly baseUrl: string;
  readonly origin: string;
  /** How many requests have come. */
  requests: number;
  close(): void;
}

const answersAll: RequestListener = (request, response) => {
  request.resume().on("end", () => response.end('{"id":"real"}'));
};

/** Listens on a free port, over TLS where there is a certificate. @default answers every request with the id `real` */
export async function startRealServer(
  listener: RequestListener = answersAll,
  tls?: { key: Buffer; cert: Buffer },
): Promise<RealServer> {
  const server = tls ? createSecureServer(tls) : createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `${tls ? "https" : "http"}://127.0.0.1:${port}`;
  const real: RealServer = {
    baseUrl: `${origin}/v1`,
    origin,
    requests: 0,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  server.on("request", () => real.requests++).on("request", listener);
  return real;
}
