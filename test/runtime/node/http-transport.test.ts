import { randomBytes } from "node:crypto";
import { Agent, type IncomingMessage, type ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { ConnectionError } from "../../../generator/runtime/errors.ts";
import { httpTransport } from "../../../generator/runtime/node/http-transport.ts";
import { clientOf, closedPort, readAll, rejection, serve } from "../support.ts";
import { chunks, closing, MiB, send, serveRaw } from "./support.ts";

const transport = httpTransport();

const known = { "content-length": String(3 * MiB + 5) };
const unknown = { "transfer-encoding": "chunked" };

test.each([
  ["POST", 3 * MiB, known],
  ["POST", undefined, unknown],
  ["DELETE", 3 * MiB, known],
  ["DELETE", undefined, unknown],
])("a %s sends segments in order, one of %s bytes", async (method, size, headers) => {
  let request: IncomingMessage | undefined;
  let received: Buffer | undefined;
  const url = await serve((incoming, response) => {
    request = incoming;
    void readAll(incoming as AsyncIterable<Uint8Array>).then((body) => {
      received = body;
      response.end();
    });
  });
  const content = randomBytes(3 * MiB);
  const source = {
    size,
    stream: () => new Blob([content]).stream() as ReadableStream<Uint8Array>,
  };
  const segments = [Uint8Array.of(1, 2), source, Uint8Array.of(3, 4, 5)];
  await send(transport, url, { method, segments });
  expect(request?.headers).toMatchObject(headers);
  expect(
    received?.equals(Buffer.concat([Uint8Array.of(1, 2), content, Uint8Array.of(3, 4, 5)])),
  ).toBe(true);
});

test("sends a large body from memory unchanged", async () => {
  const content = randomBytes(3 * MiB + 1);
  const url = await serve((request, response) => {
    void readAll(request as AsyncIterable<Uint8Array>).then((body) => {
      response.end(String(body.equals(content)));
    });
  });
  expect(await (await send(transport, url, { segments: [content] })).text()).toBe("true");
});

test("reads from a source only as fast as the server takes the bytes", async () => {
  const paused = await serveRaw((socket) => socket.pause());
  const segment = chunks(256, 256 * MiB);
  const controller = new AbortController();
  const sent = rejection(
    send(transport, paused, { segments: [segment], signal: controller.signal }),
  );
  // As soon as nothing is read any more, what the connection and the kernel hold is full.
  for (let before = -1; before < segment.given; await new Promise((r) => setTimeout(r, 100))) {
    before = segment.given;
  }
  expect(segment.given).toBeLessThan(32);
  controller.abort("enough");
  expect(await sent).toBe("enough");
});

test.each([301, 302, 307, 308])(
  "a redirect by %s is a response, and nothing goes elsewhere",
  async (status) => {
    let stolen = 0;
    const location = await serve((_request, response) => {
      stolen++;
      response.end();
    });
    const url = await serve((_request, response) => {
      response.writeHead(status, { location }).end();
    });
    const headers = { authorization: "Bearer key" };
    const answer = await send(transport, url, { headers, segments: [Uint8Array.of(1)] });
    expect([answer.status, answer.headers.get("location"), stolen]).toEqual([status, location, 0]);
  },
);

test("rejects with the error of a connection that can't be made, and ends the source", async () => {
  const segment = chunks(99);
  const error = await rejection(send(transport, await closedPort(), { segments: [segment] }));
  expect(error).toMatchObject({ code: "ECONNREFUSED", syscall: "connect" });
  await expect.poll(() => segment.ended).toBe(true);
});

test("a connection that is cut while the body is sent is the client's to retry", async () => {
  let connections = 0;
  const baseUrl = await serveRaw((socket) => {
    connections++;
    socket.once("data", () => socket.destroy());
  });
  const client = clientOf({ baseUrl, transport, maxRetries: 1 });
  const body = chunks(64);
  const encode = () => ({
    contentType: "x/y",
    size: undefined,
    replayable: true,
    segments: [body],
  });
  const error = await rejection(client.request("POST", "/", { body, encode }));
  expect(error).toBeInstanceOf(ConnectionError);
  expect([connections, body.opened]).toEqual([2, 2]);
});

test.each([200, 204, 404])("calls that are answered by %s use one connection", async (status) => {
  const ports = new Set<number | undefined>();
  const url = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    request.resume().on("end", () => response.writeHead(status).end());
  });
  for (let call = 0; call < 5; call++) {
    await (await send(transport, url, { segments: [new Uint8Array(9)] })).text();
    await new Promise(setImmediate);
  }
  expect(ports.size).toBe(1);
});

test("a kept connection that the server has closed meanwhile is the client's to retry", async () => {
  const answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
  let connections = 0;
  const baseUrl = await serveRaw((socket) => {
    // The first connection takes one request, and is cut by the second.
    const isFirst = ++connections === 1;
    socket.once("data", () => {
      socket.write(answer);
      socket.on("data", () => (isFirst ? socket.destroy() : socket.write(answer)));
    });
  });
  const client = clientOf({ baseUrl, transport });
  expect(await client.request("POST", "/", { body: 1 })).toEqual({});
  expect(await client.request("POST", "/", { body: 2 })).toEqual({});
  expect(connections).toBe(2);
});

test.each([
  ["0", 0],
  ["099", 99],
  ["600", 600],
  ["999", 999],
])("status %s, which no Response can be made with, is told", async (status, want) => {
  const url = await serveRaw((socket) => {
    socket.end(`HTTP/1.1 ${status.padStart(3, "0")} What\r\nContent-Length: 2\r\n\r\nno`);
  });
  const response = await send(transport, url);
  expect([response.status, response.ok, await response.text()]).toEqual([want, false, "no"]);
});

test.each([
  ["with", "Connection: Upgrade\r\nUpgrade: other\r\n"],
  ["without", ""],
])("a 101 %s a protocol is a response, and its connection closed", async (_, headers) => {
  let closed: Promise<void> | undefined;
  const url = await serveRaw((socket) => {
    closed = closing(socket.resume());
    socket.write(`HTTP/1.1 101 Switching\r\n${headers}\r\nbinary`);
  });
  const response = await send(transport, url, { segments: [Uint8Array.of(1)] });
  expect([response.status, response.ok, response.body]).toEqual([101, false, null]);
  await closed;
});

test("a connection that an agent closes without a word is an error", async () => {
  const agent = new Agent();
  agent.createConnection = () => {
    const socket = new Socket();
    // As Node does with a 101 that nobody listens for: no error is emitted.
    setTimeout(() => socket.emit("close"), 20);
    return socket;
  };
  const sent = send(httpTransport({ agent }), "http://api.example/", { segments: [] });
  const error = await rejection(sent);
  expect((error as Error).message).toMatch(/socket hang up|closed without a response/);
});

test("what a source of the body throws is the error, and ends the request", async () => {
  const failure = new Error("disk on fire");
  let closed: Promise<void> | undefined;
  const url = await serveRaw((socket) => {
    closed = closing(socket.resume());
  });
  const stream = async function* () {
    yield await Promise.resolve(new Uint8Array(MiB));
    throw failure;
  };
  expect(await rejection(send(transport, url, { segments: [{ size: 2 * MiB, stream }] }))).toBe(
    failure,
  );
  await closed;
});

test("connections that have died together while they were kept cost one attempt", async () => {
  const used = new WeakSet<Socket>();
  const waiting: ServerResponse[] = [];
  const baseUrl = await serve((request, response) => {
    const { socket } = request.resume();
    if (used.has(socket)) socket.resetAndDestroy();
    else if (waiting.push(response) >= 3) for (const each of waiting) each.end("{}");
    used.add(socket);
  });
  const client = clientOf({ baseUrl, transport: httpTransport(), maxRetries: 1 });
  const ask = () => client.request("POST", "/", { body: {} });
  await Promise.all([ask(), ask(), ask()]);
  expect(await ask()).toEqual({});
});
