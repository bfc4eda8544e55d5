import type { ClientRequest, IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import { FinalError, type TransportRequest } from "../transport.ts";
import { toResponse } from "./response.ts";
import { sendBody } from "./send-body.ts";
import { prepare } from "./socket.ts";

/** Sends the body and resolves with the response, whose body is still to be read. Rejects with what went wrong before. */
export function exchange(request: TransportRequest, outgoing: ClientRequest): Promise<Response> {
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

/** Throws for a connection on which the key would go in clear: an agent for http that a proxy gave may pass for one. */
function checkEncrypted(url: string, socket: object): void {
  const { encrypted, writable } = socket as Partial<TLSSocket>;
  if (isHttps(url) && !encrypted && writable !== false)
    throw new FinalError("the agent's connection is not encrypted; use an agent for https");
}

export function isHttps(url: string): boolean {
  return url.startsWith("https:");
}

/** Without the error, which a socket would emit: mocks may not listen yet. They may also throw. */
function close(outgoing: ClientRequest): void {
  try {
    outgoing.destroy();
  } catch {
    // There is nothing to close, and the call has its outcome.
  }
}
