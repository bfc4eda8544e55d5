/**
 * What is relied on in how Node writes to a connection: checked here with the Node that the tests run on, and by
 * `npm run test:newer` with others.
 */
import assert from "node:assert/strict";
import { once } from "node:events";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { readBeforeFailing } from "../../../generator/runtime/node/read-before-failing.ts";
import { keepsNothing, prepare } from "../../../generator/runtime/node/socket.ts";

/** Throw where Node does otherwise. `tls` are a key and a certificate. */
export const checks: Readonly<Record<string, (tls: Tls) => Promise<void>>> = {
  // Where this fails, Node does it by itself, and the file can go.
  "a refusal that has arrived is lost if the next write fails": async () => {
    const { error, response } = await refused(() => undefined);
    assert.equal(response, undefined);
    assert.match(String(error?.code), /^(EPIPE|ECONNRESET)$/);
  },

  "it is read if the failure is reported later": async () => {
    const { response } = await refused((socket) => readBeforeFailing(socket, assert.ifError));
    assert.equal(response?.statusCode, 413);
    let text = "";
    for await (const chunk of response) text += String(chunk);
    assert.equal(text, refusal);
  },

  "the failure is reported all the same": async () => {
    const { error, response } = await refused((socket) => {
      readBeforeFailing(socket, assert.ifError);
    }, "");
    assert.equal(response, undefined);
    assert.match(String(error?.code), /^(EPIPE|ECONNRESET)$/);
  },

  ...Object.fromEntries(
    ["http", "https"].flatMap((protocol) => [
      [
        `over ${protocol}, all that is written goes through _write and _writev`,
        async (tls: Tls) => {
          let counted = 0;
          const { received, head } = await sendPieces(isSecure(protocol, tls), (socket) => {
            count(socket, (bytes) => (counted += bytes));
          });
          assert.equal(counted, head + received.length);
        },
      ],
      [
        `over ${protocol}, what is written may be overwritten then`,
        async (tls: Tls) => {
          let isGenuine = false;
          const { received, sent } = await sendPieces(isSecure(protocol, tls), (socket) => {
            prepare(socket, assert.ifError);
            isGenuine = keepsNothing(socket);
          });
          assert.ok(isGenuine, "sockets write by other methods than before");
          assert.ok(received.equals(sent), "other bytes have arrived");
        },
      ],
    ]),
  ),
};

export interface Tls {
  readonly key: Buffer;
  readonly cert: Buffer;
}

const isSecure = (protocol: string, tls: Tls) => (protocol === "https" ? tls : undefined);

const refusal = "too much";

/** Responds and resets the connection as soon as anything has come, whatever the client's thread does meanwhile. */
const refusing = `
  const { parentPort, workerData } = require("node:worker_threads");
  const server = require("node:net").createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      socket.pause();
      const reset = () => {
        socket.resetAndDestroy();
        server.close();
        Atomics.store(workerData.state, 0, 1);
        Atomics.notify(workerData.state, 0);
      };
      if (workerData.response) socket.write(workerData.response, reset);
      else reset();
    });
  });
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

interface Outcome {
  readonly error?: NodeJS.ErrnoException;
  readonly response?: IncomingMessage;
}

/** Writes again when the response and the reset are there, and nothing has been read of either. */
async function refused(treat: (socket: Socket) => void, text = refusal): Promise<Outcome> {
  const state = new Int32Array(new SharedArrayBuffer(4));
  const head = `HTTP/1.1 413 No\r\nContent-Length: ${text.length}\r\n\r\n`;
  const workerData = { state, response: text && head + text };
  const worker = new Worker(refusing, { eval: true, workerData });
  const [port] = (await once(worker, "message")) as [number];
  const outgoing = http.request({ port, host: "127.0.0.1", method: "POST", agent: false });
  outgoing.on("socket", treat);
  const outcome = new Promise<Outcome>((resolve) => {
    outgoing.on("response", (response) => resolve({ response }));
    outgoing.on("error", (error) => resolve({ error }));
  });
  outgoing.write("some", () => {
    Atomics.wait(state, 0, 0, 10_000);
    // What has been sent is there at once, over the loopback.
    Atomics.wait(state, 0, 1, 50);
    outgoing.write("more");
  });
  const found = await outcome;
  // The last that comes of the connection is an error.
  outgoing.on("error", () => undefined);
  await worker.terminate();
  return found;
}

/** Sends pieces of different bytes, all from one buffer. */
async function sendPieces(tls: Tls | undefined, treat: (socket: Socket) => void) {
  const received: Buffer[] = [];
  const module = tls ? https : http;
  const server = tls ? https.createServer(tls) : http.createServer();
  server.on("request", (request: IncomingMessage, response: http.ServerResponse) => {
    request.on("data", (chunk: Buffer) => received.push(chunk));
    request.on("end", () => response.end());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as { port: number };
  const buffer = Buffer.alloc(4 << 20);
  const pieces = Array.from({ length: 4 }, (_, index) => Buffer.alloc(buffer.length, index + 1));
  const headers = { "content-length": buffer.length * pieces.length };
  const options = { port, host: "127.0.0.1", method: "POST", agent: false, headers } as const;
  const outgoing = module.request(tls ? { ...options, ca: tls.cert } : options);
  outgoing.on("socket", treat);
  const responded = once(outgoing, "response");
  for (const piece of pieces) {
    buffer.set(piece);
    await new Promise((resolve) => outgoing.write(buffer, resolve));
  }
  outgoing.end();
  const [response] = (await responded) as [IncomingMessage];
  await once(response.resume(), "end");
  server.close();
  const head = (outgoing as unknown as { _header: string })._header.length;
  return { received: Buffer.concat(received), sent: Buffer.concat(pieces), head };
}

type Write = (...args: unknown[]) => unknown;

/** Tells the bytes of each chunk that goes through either method. */
function count(socket: Socket, tell: (bytes: number) => void): void {
  const methods = socket as unknown as Record<"_write" | "_writev", Write>;
  const [write, writev] = [methods._write.bind(socket), methods._writev.bind(socket)];
  const told = (chunk: unknown) => tell(Buffer.byteLength(chunk as Buffer | string));
  methods._write = (...args) => {
    assert.equal(typeof args.at(-1), "function");
    told(args[0]);
    return write(...args);
  };
  methods._writev = (...args) => {
    assert.equal(typeof args.at(-1), "function");
    for (const { chunk } of args[0] as { chunk: unknown }[]) told(chunk);
    return writev(...args);
  };
}
