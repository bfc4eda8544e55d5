import type { Agent, ClientRequest } from "node:http";
// As a whole: mocks and instruments replace `request` on these objects, and named imports would keep Node's own.
import http from "node:http";
import https from "node:https";
import type { ConnectionOptions, SecureContextOptions } from "node:tls";
import { throwIfAborted } from "../abort.ts";
import { checkNames } from "../option-names.ts";
import { FinalError, type Transport } from "../transport.ts";
import { exchange, isHttps } from "./exchange.ts";

/** How `httpTransport` connects. */
export interface HttpTransportOptions {
  /**
   * Opens the connections; a proxy agent, say. It has to fit the scheme of the client's `baseUrl`, and let as many be
   * open as there are parts sent at a time: `stallTimeout` counts the wait for a connection.
   * @default one of the transport's own, which keeps connections open for 5 idle seconds (on Deno: closes them)
   */
  readonly agent?: Agent | undefined;
  /** For https: certificates, and how the server's is checked. @default what the runtime trusts */
  readonly tls?: TlsOptions | undefined;
}

/** As `tls.connect` takes them. */
export type TlsOptions = SecureContextOptions &
  Pick<ConnectionOptions, "checkServerIdentity" | "rejectUnauthorized" | "servername">;

const names = { agent: 1, tls: 1 } satisfies Record<keyof HttpTransportOptions, 1>;

/**
 * Sends over `node:http` and `node:https`, on Node, Bun and Deno: files at several times the speed of `fetch`, in a
 * fraction of its memory. Redirects are responses like any other. It rejects with what the connection failed with. Mocks
 * and instruments that replace `request` of these modules are used, whenever they are installed.
 *
 * @param options An agent of your own, and certificates.
 * @throws {TypeError} An option does not exist.
 * @example
 * import { readFileSync } from "node:fs";
 *
 * // For `createClient({ transport })`.
 * const transport: Transport = httpTransport({ tls: { ca: readFileSync("proxy-ca.pem") } });
 */
export function httpTransport(options: HttpTransportOptions = {}): Transport {
  checkNames("httpTransport", options, names);
  const { agent, tls } = options;
  // Deno sends a request anew, with what is left of its body, when a connection that was kept is closed or destroyed.
  const kept = { keepAlive: !("Deno" in globalThis), timeout: 5000 };
  const httpAgent = agent ?? new http.Agent(kept);
  const httpsAgent = agent ?? new https.Agent(kept);
  return async (request) => {
    const { method, url, body, signal } = request;
    throwIfAborted(signal);
    const length = body?.size ?? -1;
    const headers = {
      // As fetch does: there are servers that refuse requests without.
      "user-agent": "node",
      ...Object.fromEntries(request.headers),
      ...(body && (length < 0 ? { "transfer-encoding": "chunked" } : { "content-length": length })),
    };
    const isSecure = isHttps(url);
    const options = { method, headers, agent: isSecure ? httpsAgent : httpAgent };
    const outgoing = begin(() =>
      isSecure ? https.request(url, { ...tls, ...options }) : http.request(url, options),
    );
    outgoing.on("error", () => {
      if (outgoing.reusedSocket && !signal.aborted) closeIdle(options.agent);
    });
    return exchange(request, outgoing);
  };
}

/** What is thrown before there is a connection is a mistake in the set-up, and will be the next time. */
function begin(request: () => ClientRequest): ClientRequest {
  try {
    return request();
  } catch (error) {
    const { message: reason = String(error) } = Object(error) as Partial<Error>;
    const problem = `node:http can't send it: ${reason}; check agent, tls and baseUrl`;
    throw new FinalError(problem, { cause: error });
  }
}

/** What broke one connection that was kept has often broken the others. A retry each would be too many. */
function closeIdle({ freeSockets }: Partial<Agent>): void {
  for (const sockets of Object.values(freeSockets ?? {})) {
    sockets?.forEach((socket) => socket.destroy());
  }
}
