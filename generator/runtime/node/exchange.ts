import type { ClientRequest, IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import { onAbort, reasonOf, type Ending } from "../abort.ts";
import { FinalError, type ExchangeRequest } from "../transport.ts";
import { explain } from "./explain.ts";
import { limitInformational } from "./informational.ts";
import { toReply, type NodeReply } from "./response.ts";
import { sendBody } from "./send-body.ts";
import { prepare } from "./socket.ts";

/** Sends the body and resolves with the response, whose body is not yet read. Rejects with anything that fails before. */
export function exchange(
  request: ExchangeRequest,
  outgoing: ClientRequest,
  signal: AbortSignal | Ending,
): Promise<NodeReply> {
  return new Promise((resolve, reject) => {
    let isSettled = false;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const settle = () => {
      isSettled = true;
      clearTimeout(waiting);
    };
    const fail = (error: unknown) => {
      settle();
      reject(signal.aborted ? reasonOf(signal) : (explain(error) as Error));
      close(outgoing);
    };
    // Instead of Node's `signal` option, which mocks may not support.
    const forget = onAbort(signal, () => fail(signal.reason));
    outgoing.on("error", fail);
    onResponse(outgoing, { url: request.url, fail }, (reply) => {
      settle();
      resolve(reply);
    });
    outgoing.on("close", () => {
      if (isSettled) {
        forget();
        return;
      }
      const lost = new Error("the connection was closed without a response");
      // A mock may close once it has the whole body, and respond afterwards.
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

/** Listens for the connection and the response. `fail` also receives what the listeners throw. */
function onResponse(
  outgoing: ClientRequest,
  { url, fail }: Listening,
  take: (reply: NodeReply) => void,
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
    // A connection that breaks while nobody is reading is not an error.
    incoming.on("error", () => undefined);
    // Once the response is complete, the rest of the request's body is pointless.
    incoming.on("close", () => close(outgoing));
    take(toReply(incoming));
    // What follows has no end that HTTP knows of.
    if (incoming.statusCode === 101) close(outgoing);
  };
  outgoing.on(
    "socket",
    guarded((socket) => {
      checkEncrypted(url, socket);
      prepare(socket, fail);
    }),
  );
  limitInformational(outgoing, fail);
  outgoing.on("response", guarded(accept));
  // Without this listener, Node silently closes the connection.
  outgoing.on(
    "upgrade",
    guarded((incoming, socket) => {
      socket.destroy();
      accept(incoming);
    }),
  );
}

/** Throws if the key would be sent unencrypted. Some agents meant for http also accept https requests. */
function checkEncrypted(url: string, socket: object): void {
  const { encrypted, writable } = socket as Partial<TLSSocket>;
  if (isHttps(url) && !encrypted && writable !== false)
    throw new FinalError("the agent's connection is not encrypted; use an agent for https");
}

export function isHttps(url: string): boolean {
  return url.startsWith("https:");
}

/** Without an error, which the socket would emit before a mock listens for it. Mocks may also throw. */
function close(outgoing: ClientRequest): void {
  try {
    outgoing.destroy();
  } catch {
    // The outcome of the call is settled already.
  }
}
