import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { httpTransport } from "../../../generator/runtime/node/http-transport.ts";
import { readAll, rejection, serve } from "../support.ts";
import { chunks, closing, send } from "./support.ts";

const transport = httpTransport();

/** When to abort, from the side of the server. */
const moments: Record<string, (request: IncomingMessage, abort: () => void) => void> = {
  "while the body is sent": (request, abort) => {
    request.once("data", abort).resume();
  },
  "while the server reads nothing": (request, abort) => {
    request.once("data", () => {
      request.pause();
      abort();
    });
  },
  "while the response is awaited": (request, abort) => {
    request.resume().on("end", abort);
  },
};

test.each(Object.entries(moments))("an abort %s closes the connection", async (name, moment) => {
  const controller = new AbortController();
  const reason = new Error("enough");
  let request: IncomingMessage | undefined;
  let closed: Promise<void> | undefined;
  const url = await serve((incoming) => {
    request = incoming;
    closed = closing(request.socket);
    moment(request, () => {
      controller.abort(reason);
    });
  });
  const segments = [chunks(name.includes("response") ? 1 : 10_000)];
  const sent = send(transport, url, { segments, signal: controller.signal });
  expect(await rejection(sent)).toBe(reason);
  // What is not read is not noticed.
  request?.resume();
  await closed;
});

test("an abort while the response is read breaks it off, and closes the connection", async () => {
  const controller = new AbortController();
  let closed: Promise<void> | undefined;
  const url = await serve((request, response) => {
    closed = closing(request.socket);
    response.write("half");
  });
  const { signal } = controller;
  const response = await send(transport, url, { signal });
  const text = rejection(response.text());
  controller.abort();
  expect(await text).toBeInstanceOf(Error);
  await closed;
});

test("nothing is sent once the signal has aborted", async () => {
  let requests = 0;
  const url = await serve(() => requests++);
  const signal = AbortSignal.abort("before");
  expect(await rejection(send(transport, url, { signal }))).toBe("before");
  expect(requests).toBe(0);
});

test("an abort after the response was read leaves the connection open for the next call", async () => {
  const ports = new Set<number | undefined>();
  const url = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    void readAll(request as AsyncIterable<Uint8Array>).then(() => response.end("{}"));
  });
  for (let call = 0; call < 3; call++) {
    const controller = new AbortController();
    const { signal } = controller;
    await (await send(transport, url, { segments: [new Uint8Array(9)], signal })).text();
    controller.abort();
  }
  expect(ports.size).toBe(1);
});

test("a reader who loses interest in the response closes the connection", async () => {
  let closed: Promise<void> | undefined;
  const url = await serve((request, response) => {
    closed = closing(request.socket);
    response.write("half");
  });
  await (await send(transport, url)).body?.cancel();
  await closed;
});
