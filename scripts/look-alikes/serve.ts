import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import {
  createUploadsServer,
  type Fault,
  type UploadsServer,
} from "../../generated/src/runtime/uploads/testing/index.ts";
import type { Situation } from "./cases.ts";
import type { LookAlike } from "./look-alike.ts";

export interface Served {
  readonly server: UploadsServer;
  readonly baseUrl: string;
  close(): void;
}

/** A look-alike behind a port, to which a case happens. */
export async function serve(lookAlike: LookAlike, situation: Situation): Promise<Served> {
  const { dialects, difference } = lookAlike;
  const faults = new Faults(situation, lookAlike);
  const server = createUploadsServer({ dialects, faults: (request) => faults.of(request) });
  const handler = difference?.(server.fetch, server) ?? server.fetch;
  const http = createAdaptorServer({
    fetch: (request, bindings) => handler(request, bindings),
    overrideGlobalObjects: false,
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    server,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    close() {
      http.close();
      (http as Server).closeAllConnections();
    },
  };
}

/** One fault: of the second Part, or of the completion. */
class Faults {
  readonly #situation: Situation;
  readonly #lookAlike: LookAlike;
  readonly #counts = new Map<string, number>();

  constructor(situation: Situation, lookAlike: LookAlike) {
    this.#situation = situation;
    this.#lookAlike = lookAlike;
  }

  of({ operation }: { readonly operation: string }): Fault | undefined {
    const { fault } = this.#situation;
    const count = (this.#counts.get(operation) ?? 0) + 1;
    this.#counts.set(operation, count);
    const isIt = operation === fault?.operation && count === fault.count;
    const { kind } = fault ?? {};
    // An Upload of a server without a clock never expires.
    if (!isIt || !kind || (kind === "expired" && this.#lookAlike.expires === false))
      return undefined;
    return { kind };
  }
}
