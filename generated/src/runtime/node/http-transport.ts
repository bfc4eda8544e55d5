// Hand-written. Copied from generator/runtime/node/http-transport.ts; edit it there.
import type { Agent, ClientRequest } from "node:http";
// Default imports: mocks and instrumentation replace `request` on these objects, and named imports would bypass them.
import http from "node:http";
import https from "node:https";
import type { ConnectionOptions, SecureContextOptions } from "node:tls";
import { throwIfAborted, type Ending } from "../abort.ts";
import { checkNames } from "../option-names.ts";
import { FinalError, withExchange, type ExchangeRequest, type Transport } from "../transport.ts";
import { exchange, isHttps } from "./exchange.ts";
import { proxyingAgent } from "./proxying-agent.ts";
import { toResponse } from "./response.ts";

/** How `httpTransport` connects. */
export interface HttpTransportOptions {
  /**
   * Opens the connections, for example through a proxy. It has to match the scheme of the client's `baseUrl` and allow as
   * many connections as there are parts in flight: `stallTimeout` includes the wait for a connection.
   * @default Node's own agent where Node is told to use the proxies of the environment (NODE_USE_ENV_PROXY), else one
   * that keeps idle connections open for 5 seconds (on Deno, it closes them at once)
   */
  readonly agent?: Agent | undefined;
  /** For https: certificates, and how the server's is checked. @default the runtime's */
  readonly tls?: TlsOptions | undefined;
}

/** As `tls.connect` takes them. */
export type TlsOptions = SecureContextOptions &
  Pick<ConnectionOptions, "checkServerIdentity" | "rejectUnauthorized" | "servername">;

const names = { agent: 1, tls: 1 } satisfies Record<keyof HttpTransportOptions, 1>;

/**
 * Sends over `node:http` and `node:https`, on Node, Bun and Deno: files at several times the speed of `fetch`, with a
 * fraction of its memory. Redirects are responses like any other. It rejects with the error of the connection. Mocks and
 * instrumentation that replace `request` of these modules are used, whenever they are installed.
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
  // When a kept-alive connection is closed, Deno sends the request again with only the rest of its body.
  const kept = { keepAlive: !("Deno" in globalThis), timeout: 5000 };
  const httpAgent = new http.Agent(kept);
  const httpsAgent = new https.Agent(kept);
  const send = async (request: ExchangeRequest, signal: AbortSignal | Ending) => {
    const { method, url, body } = request;
    throwIfAborted(signal);
    const length = body?.size ?? -1;
    const headers = {
      // As in fetch: some servers reject requests without it.
      "user-agent": "node",
      ...Object.fromEntries(request.headers),
      ...(body && (length < 0 ? { "transfer-encoding": "chunked" } : { "content-length": length })),
    };
    const isSecure = isHttps(url);
    const own = isSecure ? httpsAgent : httpAgent;
    const options = { method, headers, agent: agent ?? proxyingAgent(isSecure) ?? own };
    const outgoing = begin(() =>
      isSecure ? https.request(url, { ...tls, ...options }) : http.request(url, options),
    );
    outgoing.on("error", () => {
      if (outgoing.reusedSocket && !signal.aborted) closeIdle(options.agent);
    });
    return exchange(request, outgoing, signal);
  };
  return withExchange(async (request) => toResponse(await send(request, request.signal)), send);
}

/** An error before there is a connection is a mistake in the configuration: a retry would not help. */
function begin(request: () => ClientRequest): ClientRequest {
  try {
    return request();
  } catch (error) {
    const { message: reason = String(error) } = Object(error) as Partial<Error>;
    const problem = `node:http can't send the request: ${reason}; check agent, tls and baseUrl`;
    throw new FinalError(problem, { cause: error });
  }
}

/** If one idle connection was broken, the others often are too, and each would cost a retry. */
function closeIdle({ freeSockets }: Partial<Agent>): void {
  for (const sockets of Object.values(freeSockets ?? {})) {
    sockets?.forEach((socket) => socket.destroy());
  }
}
