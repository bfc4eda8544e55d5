import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { uploadFile, urlSource } from "../../../../generated/src/node.ts";
import { closedPort, rejection } from "../../support.ts";
import { connect, contentOf, operations } from "../support.ts";
import { rangeOf, serveContent, size, uploadFrom, type Running } from "./url-server.ts";

// Pauses between attempts are a random share of what they may be.
beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0.01));
afterEach(() => void vi.restoreAllMocks());

const etag = '"one"';

/** The start of a range, and then the given end. */
function begin(
  request: IncomingMessage,
  response: ServerResponse,
  { served }: Running,
  most: number,
  end: () => void,
) {
  const [first, last] = rangeOf(request);
  const head = {
    etag,
    "content-range": `bytes ${first}-${last}/${size}`,
    "content-length": last + 1 - first,
  };
  response
    .writeHead(206, head)
    .write(served.content.subarray(first, Math.min(last + 1, first + most)), end);
}

const isProbe = (request: IncomingMessage) => request.headers.range === "bytes=0-0";

test("a body that breaks off goes on where it was", async () => {
  const running = await serveContent();
  running.served.odd = (request, response) => {
    if (isProbe(request)) return undefined;
    begin(request, response, running, 20_000, () => setTimeout(() => request.socket.destroy(), 5));
    return true;
  };
  const { server, upload } = await uploadFrom(running, { maxRetries: 1 }, { md5: false });
  expect(await contentOf(server, await upload)).toEqual(Buffer.from(running.served.content));
  expect(operations(server).filter((it) => it === "parts")).toHaveLength(4);
  expect(running.ranges()).toContain("20000-29999");
});

test("a range that is answered in pieces is read piece by piece", async () => {
  const running = await serveContent();
  running.served.odd = (request, response) => {
    const [first, last] = rangeOf(request);
    const end = Math.min(last, first + 7_000);
    const head = { etag, "content-range": `bytes ${first}-${end}/${size}` };
    response.writeHead(206, head).end(running.served.content.subarray(first, end + 1));
    return true;
  };
  const { server, upload } = await uploadFrom(running, { maxRetries: 0 });
  expect(await contentOf(server, await upload)).toEqual(Buffer.from(running.served.content));
});

test("of a response that has more than was asked for, no more is taken", async () => {
  const running = await serveContent();
  running.served.odd = (request, response) => {
    const [first] = rangeOf(request);
    const head = { etag, "content-range": `bytes ${first}-${size - 1}/${size}` };
    response.writeHead(206, head).end(running.served.content.subarray(first));
    return true;
  };
  const { server, upload } = await uploadFrom(running, { maxRetries: 0 });
  expect(await contentOf(server, await upload)).toEqual(Buffer.from(running.served.content));
});

describe("what may pass is asked for again", () => {
  test.each<[string, (request: IncomingMessage, response: ServerResponse) => unknown]>([
    ["a 503", (_, response) => response.writeHead(503, { "retry-after": "0" }).end()],
    ["a 429", (_, response) => response.writeHead(429, { "retry-after": "0" }).end()],
    ["a connection that is closed", (request) => request.socket.destroy()],
    ["a connection that is reset", (request) => request.socket.resetAndDestroy()],
    ["a server that hangs", () => undefined],
    [
      "a body that hangs",
      (request, response) =>
        response
          .writeHead(206, { etag, "content-range": `bytes ${rangeOf(request).join("-")}/${size}` })
          .flushHeaders(),
    ],
  ])("%s, for every second request", async (_, answer) => {
    const running = await serveContent();
    running.served.odd = (request, response, index) => {
      if (index % 2 === 1) return undefined;
      answer(request, response);
      return true;
    };
    const more = { partSize: size, md5: false };
    const { server, upload } = await uploadFrom(running, { stallTimeout: 200 }, more);
    expect(await contentOf(server, await upload)).toEqual(Buffer.from(running.served.content));
  });

  test("as often as maxRetries says", async () => {
    const running = await serveContent();
    running.served.odd = (_, response) => {
      response.writeHead(503, { "retry-after": "0" }).end();
      return true;
    };
    const error = await rejection(urlSource(running.url, { maxRetries: 2 }));
    expect(error).toMatchObject({ problem: "status", status: 503, isFinal: false });
    expect(running.requests).toHaveLength(3);
  });

  test("not when the server asks to wait longer than a minute", async () => {
    const running = await serveContent();
    running.served.odd = (_, response) => {
      response.writeHead(503, { "retry-after": "61" }).end();
      return true;
    };
    expect(await rejection(urlSource(running.url))).toMatchObject({ retryAfter: 61_000 });
    expect(running.requests).toHaveLength(1);
  });

  test("a source that gives nothing counts as a failed attempt at the part", async () => {
    const running = await serveContent();
    let refused = 0;
    running.served.odd = (request) => {
      if (isProbe(request) || refused++ > 2) return undefined;
      request.socket.destroy();
      return true;
    };
    const { server, upload } = await uploadFrom(
      running,
      { maxRetries: 0 },
      { partSize: size, md5: false },
    );
    expect(await contentOf(server, await upload)).toEqual(Buffer.from(running.served.content));
    expect(refused).toBe(4);
  });

  test("a server that nobody reaches is told as that", async () => {
    const url = `${await closedPort()}/a`;
    const error = await rejection(urlSource(`${url}?sig=x`, { maxRetries: 0 }));
    expect(error).toMatchObject({ problem: "connection", cause: { code: "ECONNREFUSED" } });
    expect((error as Error).message).toMatch(`GET ${url}: connection failed: connect ECONNREFUSED`);
  });
});

describe("a source that can't be reached is not one that has changed", () => {
  const unreachable = async (from: (running: Running, index: number) => boolean) => {
    const running = await serveContent();
    let probes = 0;
    running.served.odd = (request) => {
      if (!isProbe(request) || !from(running, probes++)) return undefined;
      request.socket.destroy();
      return true;
    };
    return uploadFrom(
      running,
      { maxRetries: 0 },
      { partSize: 50_000, concurrency: 1, md5: false, checkpoint: new Map() },
    );
  };

  test("while it is sent", async () => {
    // Of the urlSource, of the start, and after the first part.
    const { upload } = await unreachable((_, index) => index === 2);
    expect(await upload).toMatchObject({ status: "completed" });
  });

  test("before the completion, when the upload is left to be resumed", async () => {
    const { server, upload } = await unreachable((_, index) => index >= 4);
    expect(await rejection(upload)).toMatchObject({
      failure: "failed",
      cause: { problem: "connection" },
    });
    expect(operations(server)).toEqual(["uploads", "parts", "parts"]);
  });

  test("unless it is gone", async () => {
    const running = await serveContent();
    let probes = 0;
    running.served.odd = (request, response) => {
      if (!isProbe(request) || probes++ < 2) return undefined;
      response.writeHead(404).end();
      return true;
    };
    const { upload } = await uploadFrom(running, {}, { md5: false });
    expect(await rejection(upload)).toMatchObject({
      failure: "source-changed",
      cause: { status: 404 },
    });
  });
});

describe("a source that hangs", () => {
  test("ends with the stallTimeout of the upload, its connection closed at once", async () => {
    const running = await serveContent();
    running.served.odd = (request, response) => {
      if (isProbe(request)) return undefined;
      begin(request, response, running, 10, () => undefined);
      return true;
    };
    const more = { md5: false, stallTimeout: 200, maxRetries: 0, concurrency: 1 };
    const { upload } = await uploadFrom(running, {}, more);
    expect(await rejection(upload)).toMatchObject({ cause: { name: "TimeoutError" } });
    // What is left is the idle connection of the probes.
    await expect.poll(() => running.sockets.size).toBeLessThanOrEqual(1);
  });

  test("is left at once by an abort, whatever it is doing", async () => {
    const running = await serveContent();
    const source = await urlSource(running.url);
    running.served.odd = () => true;
    const { uploads } = connect();
    const controller = new AbortController();
    const { signal } = controller;
    const upload = rejection(uploadFile(uploads, source, { purpose: "fine-tune", signal }));
    await expect.poll(() => running.requests.length).toBeGreaterThan(1);
    const begun = Date.now();
    controller.abort(new Error("enough"));
    expect(await upload).toEqual(new Error("enough"));
    expect(Date.now() - begun).toBeLessThan(5000);
    // What is left is the idle connection of the probe.
    await expect.poll(() => running.sockets.size).toBeLessThanOrEqual(1);
  });
});

test("connections are kept: one for each part that is under way", async () => {
  const running = await serveContent();
  let opened = 0;
  const seen = new WeakSet();
  running.served.odd = ({ socket }) => {
    if (!seen.has(socket)) opened += 1;
    seen.add(socket);
    return undefined;
  };
  const { upload } = await uploadFrom(running, {}, { partSize: 5000, concurrency: 2, md5: false });
  await upload;
  expect(running.requests.length).toBeGreaterThan(20);
  expect(opened).toBeLessThanOrEqual(6);
});
