/** Servers that answer before they have the body. */
import type { Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { httpTransport } from "../../../generator/runtime/node/http-transport.ts";
import { serve } from "../support.ts";
import { chunks, closing, MiB, send, serveRaw } from "./support.ts";

const transport = httpTransport();
const text = '{"error":{"message":"too much"}}';

function answer(status: number): string {
  return `HTTP/1.1 ${status} No\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
}

/** What the server does once the first kilobytes of the body are there. */
const refusals: Record<string, (socket: Socket) => void> = {
  "answers and closes, which resets the connection": (socket) => {
    socket.pause().write(answer(413), () => socket.destroy());
  },
  "answers and ends": (socket) => {
    socket.end(answer(413));
  },
  "answers and reads on": (socket) => {
    socket.write(answer(413));
  },
  "answers and reads no more": (socket) => {
    socket.pause().write(answer(413));
  },
  "says how to continue, and then answers": (socket) => {
    socket.write(`HTTP/1.1 100 Continue\r\n\r\n${answer(413)}`);
  },
};

describe.each(Object.entries(refusals))("the server %s", (_, refuse) => {
  const isServed = (socket: Socket) => {
    let received = 0;
    const onData = (data: Buffer) => {
      received += data.length;
      if (received < 8192) return;
      socket.off("data", onData);
      refuse(socket);
    };
    socket.on("data", onData);
  };

  // The order in which the response and the reset are noticed is left to chance: once would not do.
  test.each([64 * MiB, undefined])("a body of %s bytes is answered", async (size) => {
    const url = await serveRaw(isServed);
    for (let round = 0; round < 20; round++) {
      const response = await send(transport, url, { segments: [chunks(64, size)] });
      expect([response.status, await response.text()]).toEqual([413, text]);
    }
  });

  test("the rest of the body is neither read nor sent, and the connection closed", async () => {
    let connection: Socket | undefined;
    let closed: Promise<void> | undefined;
    const url = await serveRaw((socket) => {
      connection = socket;
      closed = closing(socket);
      isServed(socket);
    });
    const segment = chunks(10_000);
    const response = await send(transport, url, { segments: [segment] });
    expect(await response.text()).toBe(text);
    await expect.poll(() => segment.ended).toBe(true);
    expect(segment.given).toBeLessThan(1000);
    // What is not read is not noticed.
    connection?.resume();
    await closed;
  });
});

test("the rest is not sent either while the refusal is still coming in", async () => {
  let connection: Socket | undefined;
  const url = await serveRaw((socket) => {
    connection = socket;
    socket.once("data", () => socket.resume().write(answer(413).slice(0, -9)));
  });
  const segment = chunks(10_000);
  const response = await send(transport, url, { segments: [segment] });
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  connection?.write(text.slice(-9));
  expect(await response.text()).toBe(text);
  await expect.poll(() => segment.ended).toBe(true);
  expect(segment.given).toBeLessThan(1000);
});

test("what a slow source gives after the refusal is not sent", async () => {
  let connection: Socket | undefined;
  let received = 0;
  const url = await serveRaw((socket) => {
    connection = socket;
    socket.on("data", (data) => (received += data.length));
    socket.once("data", () => socket.write(answer(413).slice(0, -9)));
  });
  let refuse: ((value?: unknown) => void) | undefined;
  const refused = new Promise((resolve) => (refuse = resolve));
  const slow = {
    async *stream() {
      yield new Uint8Array(10);
      await refused;
      yield new Uint8Array(MiB);
    },
  };
  const response = await send(transport, url, { segments: [slow] });
  refuse?.();
  // The connection is still open: whatever is written now arrives before the response is complete.
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  connection?.write(text.slice(-9));
  expect(await response.text()).toBe(text);
  expect(received).toBeLessThan(MiB / 2);
});

test("a success that begins early does not end the body", async () => {
  const url = await serve((request, response) => {
    let received = 0;
    response.write("received ");
    request.on("data", (data: Buffer) => (received += data.length));
    request.on("end", () => response.end(String(received)));
  });
  const response = await send(transport, url, { segments: [chunks(16)] });
  expect(await response.text()).toBe(`received ${16 * MiB}`);
});

test("a success that is complete before the body ends the request", async () => {
  let closed: Promise<void> | undefined;
  const url = await serve((request, response) => {
    closed = closing(request.socket);
    request.resume();
    response.end("done");
  });
  const response = await send(transport, url, { segments: [chunks(10_000)] });
  expect(await response.text()).toBe("done");
  await closed;
});
