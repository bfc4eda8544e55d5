/** What is behind the backend, on a port of this machine: the API, or what a test puts there. */
import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";
import { createAdaptorServer } from "@hono/node-server";

/** `outgoing` is Node's response, whose destruction cuts the connection. */
export type Handler = (
  request: Request,
  bindings: { readonly outgoing: { destroy(): void } },
) => Promise<Response> | Response;

export interface Upstream {
  readonly origin: string;
  /** Responds from now on. */
  handler: Handler;
  /** The requests since the last call. */
  seen(): Request[];
  readonly close: () => Promise<void>;
}

export async function startUpstream(): Promise<Upstream> {
  const requests: Request[] = [];
  const upstream = { handler: (() => new Response()) as Handler };
  const http = createAdaptorServer({
    fetch: (request, bindings) => {
      requests.push(request);
      return upstream.handler(request, bindings);
    },
    overrideGlobalObjects: false,
  }) as Server;
  await once(http.listen(0, "127.0.0.1"), "listening");
  return Object.assign(upstream, {
    origin: originOf(http),
    seen: () => requests.splice(0),
    close: () => closeServer(http),
  });
}

export function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function closeServer(server: Server & { closeAllConnections?(): void }) {
  server.close();
  server.closeAllConnections?.();
  if (server.listening) await once(server, "close");
}
