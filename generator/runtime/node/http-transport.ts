import type { Agent, ClientRequest, IncomingMessage } from "node:http";
// As a whole: mocks and instruments replace `request` on these objects, and named imports would keep Node's own.
import http from "node:http";
import https from "node:https";
import type { ConnectionOptions, SecureContextOptions, TLSSocket } from "node:tls";
import { throwIfAborted } from "../abort.ts";
import { checkNames } from "../option-names.ts";
import { FinalError, type Transport, type TransportRequest } from "../transport.ts";
import { toResponse } from "./response.ts";
import { sendBody } from "./send-body.ts";
import { prepare } from "./socket.ts";

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
 * fraction of its memory. Redirects are responses like any other. Rejects with what the connection failed with. Mocks and
 * instruments that replace `request` of these modules are used, whenever they are installed. Throws a TypeError for an
 * option that there is not.
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

function isHttps(url: string): boolean {
  return url.startsWith("https:");
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

/** Throws for a connection on which the key would go in clear: an agent for http that a proxy gave may pass for one. */
function checkEncrypted(url: string, socket: object): void {
  if (isHttps(url) && !(socket as Partial<TLSSocket>).encrypted)
    throw new FinalError(
      "the agent gave a connection that is not encrypted; give an agent for https",
    );
}

/** What broke one connection that was kept has often broken the others. A retry each would be too many. */
function closeIdle({ freeSockets }: Partial<Agent>): void {
  for (const sockets of Object.values(freeSockets ?? {})) {
    sockets?.forEach((socket) => socket.destroy());
  }
}

function exchange(request: TransportRequest, outgoing: ClientRequest): Promise<Response> {
  const { signal } = request;
  return new Promise((resolve, reject) => {
    let isSettled = false;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const settle = () => {
      isSettled = true;
      clearTimeout(waiting);
    };
    const fail = (error: unknown) => {
      settle();
      reject(signal.aborted ? (signal.reason as Error) : (error as Error));
      close(outgoing);
    };
    // Not left to Node, since mocks may not know its option.
    signal.addEventListener("abort", () => fail(signal.reason));
    outgoing.on("error", fail);
    onResponse(outgoing, { url: request.url, fail }, (response) => {
      settle();
      resolve(response);
    });
    outgoing.on("close", () => {
      if (isSettled) return;
      const lost = new Error("the connection was closed without a response");
      // A mock may close when it has the whole body, and respond then.
      waiting = setTimeout(fail, outgoing.writableEnded ? 1000 : 0, lost);
    });
    sendBody(outgoing, request).catch((error: unknown) => {
      if (!isSettled) fail(error);
    });
  });
}

interface Listening {
  readonly url: string;
  readonly fail: (error: unknown) => void;
}

/** Listens for the connection and for what comes over it. `fail` gets what the listeners throw, too. */
function onResponse(
  outgoing: ClientRequest,
  { url, fail }: Listening,
  take: (response: Response) => void,
): void {
  const guarded =
    <T extends unknown[]>(listener: (...args: T) => void) =>
    (...args: T) => {
      try {
        listener(...args);
      } catch (error) {
        fail(error);
      }
    };
  const accept = (incoming: IncomingMessage) => {
    // What breaks off while nobody reads is nobody's error.
    incoming.on("error", () => undefined);
    // Nobody waits for the rest of a body once the response is complete.
    incoming.on("close", () => close(outgoing));
    take(toResponse(incoming));
  };
  outgoing.on(
    "socket",
    guarded((socket) => {
      checkEncrypted(url, socket);
      prepare(socket, fail);
    }),
  );
  outgoing.on("response", guarded(accept));
  // Where nobody listens, Node closes the connection without a word.
  outgoing.on(
    "upgrade",
    guarded((incoming, socket) => {
      socket.destroy();
      accept(incoming);
    }),
  );
}

/** Without the error, which a socket would emit: mocks may not listen yet. They may also throw. */
function close(outgoing: ClientRequest): void {
  try {
    outgoing.destroy();
  } catch {
    // There is nothing to close, and the call has its outcome.
  }
}
