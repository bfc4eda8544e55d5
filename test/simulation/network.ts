import type { Transport } from "../../generated/src/index.ts";
import { fetchTransport } from "../../generated/src/runtime/transport.ts";
import type { UploadsServer } from "../../generated/src/runtime/uploads/testing/index.ts";

/** Waits as long as the scenario says; not at all once the signal aborts. */
export type Delay = (signal?: AbortSignal) => Promise<void>;

export interface NetworkOptions {
  readonly server: UploadsServer;
  readonly delay: Delay;
  /** Never resolves once the process is dead. */
  readonly unlessDead: () => Promise<void>;
}

/** The connections of a process to the server, which take their time. */
export class Network {
  mostInFlight = 0;
  #inFlight = 0;
  readonly #connections = new Set<AbortController>();
  readonly #options: NetworkOptions;

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  readonly transport: Transport = async (request) => {
    // Not AbortSignal.any, which leaks memory.
    const connection = new AbortController();
    const close = () => {
      connection.abort(request.signal.reason);
    };
    this.#connections.add(connection);
    request.signal.addEventListener("abort", close);
    const answer = fetchTransport(this.#fetch)({ ...request, signal: connection.signal });
    try {
      return await answer;
    } finally {
      this.#connections.delete(connection);
    }
  };

  /** Every connection breaks. */
  break(): void {
    for (const connection of this.#connections) connection.abort();
  }

  readonly #fetch = async (request: Request): Promise<Response> => {
    const { delay, server, unlessDead } = this.#options;
    await unlessDead();
    this.mostInFlight = Math.max(this.mostInFlight, ++this.#inFlight);
    try {
      await delay(request.signal);
      return await server.fetch(request);
    } finally {
      await unlessDead();
      this.#inFlight--;
    }
  };
}
