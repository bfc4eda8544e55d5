import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { onTestFinished } from "vitest";
import * as portable from "../../../generated/src/index.ts";
import * as onNode from "../../../generated/src/node.ts";
import { tls } from "../../runtime/node/support.ts";
import { uploadsOf, type Entries, type Way } from "./checks.ts";
import { startRealServer, type RealServer } from "./real-server.ts";

export const entries: Entries = { "node:http": onNode, fetch: portable };

export function operations(way: Way, baseUrl: string): portable.UploadsApi {
  return uploadsOf(entries[way], baseUrl);
}

/** Serves until the test is over. @default answers every request with the id `real` */
export async function realServer(
  scheme: "http" | "https" = "http",
  listener?: RequestListener,
): Promise<RealServer> {
  const real = await startRealServer(listener, scheme === "https" ? tls : undefined);
  onTestFinished(() => {
    real.close();
  });
  return real;
}

/** A listener for what a fetch handler answers. */
export function listenerOf(fetch: (request: Request) => Promise<Response>): RequestListener {
  const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
  return (request, response) => void listener(request, response);
}
