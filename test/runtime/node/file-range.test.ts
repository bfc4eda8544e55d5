import { randomBytes } from "node:crypto";
import { truncate } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { describe, expect, test, vi } from "vitest";
import { multipart } from "../../../generator/runtime/multipart.ts";
import { FileRange } from "../../../generator/runtime/node/file-range.ts";
import { httpTransport } from "../../../generator/runtime/node/http-transport.ts";
import { open as openSegments } from "../../../generator/runtime/open.ts";
import { maxPiece } from "../../../generator/runtime/pieces.ts";
import { fetchTransport } from "../../../generator/runtime/transport.ts";
import { clientOf, readAll, receive, rejection, serve } from "../support.ts";
import { closing, fileOf, MiB, send, serveTls, tls } from "./support.ts";

test.each([
  ["the whole", 0, 10, [0, 10]],
  ["a stretch", 2, 7, [2, 7]],
  ["nothing", 4, 4, [4, 4]],
])("reads %s of a file", async (_, start, end, [from, to]) => {
  const content = randomBytes(10);
  const range = new FileRange(await fileOf(content), start, end);
  expect(range.size).toBe(end - start);
  expect(await readAll(range.stream())).toEqual(content.subarray(from, to));
});

test("reads more than once, and more than one chunk", async () => {
  const content = randomBytes(2 * maxPiece + 3);
  const range = new FileRange(await fileOf(content), 1, content.length);
  for (let time = 0; time < 2; time++) {
    expect((await readAll(range.stream())).equals(content.subarray(1))).toBe(true);
  }
});

test.each<[number | undefined, number | undefined, number, number]>([
  [undefined, undefined, 2, 9],
  [3, undefined, 5, 9],
  [1, 4, 3, 6],
])("slices from %s to %s like a Blob", async (start, end, from, to) => {
  const content = randomBytes(10);
  const range = new FileRange(await fileOf(content), 2, 9).slice(start, end);
  expect(range.size).toBe(to - from);
  expect(await readAll(range.stream())).toEqual(content.subarray(from, to));
});

test("whoever gives nothing back has each chunk for good", async () => {
  const content = randomBytes(3 * maxPiece);
  const range = new FileRange(await fileOf(content), 0, content.length);
  const chunks: Uint8Array[] = [];
  for await (const chunk of range) chunks.push(chunk);
  expect(Buffer.concat(chunks).equals(content)).toBe(true);
});

test("chunks that are asked for at the same time come one after the other", async () => {
  const content = randomBytes(2 * maxPiece);
  const iterator = new FileRange(await fileOf(content), 0, content.length)[Symbol.asyncIterator]();
  const results = await Promise.all([iterator.next(), iterator.next(), iterator.next()]);
  const chunks = results.map(({ value }) => value ?? new Uint8Array());
  expect(results.map(({ done }) => done ?? false)).toEqual([false, false, true]);
  expect(Buffer.concat(chunks).equals(content)).toBe(true);
});

test("a caller's generator gets nothing as the value of its yield", async () => {
  const got: unknown[] = [];
  const stream = async function* (): AsyncGenerator<Uint8Array, void, unknown> {
    for (let chunk = 0; chunk < 3; chunk++) {
      const value: unknown = yield await Promise.resolve(new Uint8Array(1));
      got.push(value);
    }
  };
  await readAll(openSegments([{ stream }]));
  expect(got).toEqual([undefined, undefined, undefined]);
});

describe.each([
  ["fetch", fetchTransport()],
  ["node:http", httpTransport()],
])("over %s", (_, transport) => {
  test("ranges are the fields of forms", async () => {
    const content = randomBytes(MiB + 5);
    const file = await fileOf(content);
    const received = new Map<string, string>();
    const baseUrl = await serve((request, response) => {
      void receive(request).then(({ fields: [field] }) => {
        received.set(field?.filename ?? "", field?.content ?? "");
        response.end("{}");
      });
    });
    const client = clientOf({ baseUrl, transport });
    const encode = multipart({ data: { kind: "binary" } });
    const starts = Array.from({ length: 6 }, (_, index) => index * 100_000);
    await Promise.all(
      starts.map((start) => {
        const data = new FileRange(file, start, content.length);
        const body = { data: { data, filename: String(start) } };
        return client.request("POST", "/", { body, encode });
      }),
    );
    expect(received.size).toBe(starts.length);
    for (const start of starts) {
      const sent = content.toString("latin1", start);
      expect(received.get(String(start)) === sent).toBe(true);
    }
  });

  test("a file that has become shorter is a TypeError that names it, and the request ended", async () => {
    const file = await fileOf(new Uint8Array(32 * MiB));
    let requests = 0;
    let closed: Promise<void> | undefined;
    const baseUrl = await serve((request) => {
      requests++;
      closed = closing(request.socket);
      request.once("data", () => {
        void truncate(file.path, 3).then(() => request.resume());
        request.pause();
      });
    });
    const client = clientOf({ baseUrl, transport });
    const body = { data: new FileRange(file, 0, 32 * MiB) };
    const encode = multipart({ data: { kind: "binary" } });
    const error = await rejection(client.request("POST", "/", { body, encode }));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as TypeError).message).toMatch(
      new RegExp(`^${file.path} no longer has byte \\d+ of \\d+`),
    );
    await closed;
    expect(requests).toBe(1);
  });
});

test.each([
  ["http", serve, httpTransport()],
  ["https", serveTls, httpTransport({ tls: { ca: tls.cert } })],
])("over %s, one buffer per request is filled again and again", async (_, start, transport) => {
  const content = randomBytes(16 * MiB);
  const file = await fileOf(content);
  const url = await start((request, response) => {
    void readAll(request as AsyncIterable<Uint8Array>).then((body) => {
      response.end(String(body.equals(content)));
    });
  });
  const answers = [1, 2, 3, 4].map(async () => {
    const segments = [new FileRange(file, 0, 5 * MiB), new FileRange(file, 5 * MiB, 16 * MiB)];
    return (await send(transport, url, { segments })).text();
  });
  expect(await Promise.all(answers)).toEqual(["true", "true", "true", "true"]);
  expect(file.buffers.length).toBeGreaterThan(0);
  expect(file.buffers.length).toBeLessThanOrEqual(4);
});

test.each<[string, RequestListener]>([
  ["cut off", (request) => request.once("data", () => request.socket.destroy())],
  ["refused", (request, response) => request.once("data", () => response.writeHead(413).end())],
])("bodies that are %s leave no memory behind", async (_, listener) => {
  const file = await fileOf(new Uint8Array(32 * MiB));
  const read = vi.spyOn(file.handle, "read");
  const url = await serve(listener);
  for (let attempt = 0; attempt < 10; attempt++) {
    const sent = send(httpTransport(), url, { segments: [new FileRange(file, 0, 32 * MiB)] });
    await sent.then((answer) => answer.text()).catch(() => undefined);
    await expect.poll(() => file.buffers.length).toBe(1);
  }
  // The type of a spy is that of the last overload, which takes options.
  const used = new Set(read.mock.calls.map(([view]) => (view as unknown as Uint8Array).buffer));
  // The first piece's, and that of those that grow.
  expect(used.size).toBeLessThanOrEqual(2);
});

test("buffers are filled again beside a stream of the caller's, which is left as it is", async () => {
  const content = randomBytes(4 * maxPiece);
  const file = await fileOf(content);
  let received: Buffer | undefined;
  const url = await serve((request, response) => {
    void readAll(request as AsyncIterable<Uint8Array>).then((body) => {
      received = body;
      response.end();
    });
  });
  const given = new Uint8Array(MiB).fill(7);
  const stream = async function* () {
    yield await Promise.resolve(given);
  };
  const segments = [{ stream }, new FileRange(file, 0, content.length), { stream }];
  await send(httpTransport(), url, { segments });
  const want = Buffer.concat([given, content, given]);
  expect(received?.equals(want)).toBe(true);
  expect(given.every((byte) => byte === 7)).toBe(true);
  expect(file.buffers.length).toBe(1);
});

test("a buffer is not filled again while it may still be in use elsewhere", async () => {
  const file = await fileOf(randomBytes(4 * maxPiece));
  const url = await serve((request, response) => {
    request.resume().on("end", () => response.end());
  });
  const range = new FileRange(file, 0, 4 * maxPiece);
  const held: Uint8Array[] = [];
  const stream = async function* () {
    for await (const chunk of range) {
      held.push(chunk);
      yield chunk;
    }
  };
  await send(httpTransport(), url, { segments: [{ size: range.size, stream }] });
  expect(new Set(held.map((chunk) => chunk.buffer)).size).toBe(held.length);
});

test("a chunk that was handed in is not filled again: it may be sent again", async () => {
  const file = await fileOf(randomBytes(10));
  const url = await serve((request, response) => {
    request.resume().on("end", () => response.end());
  });
  for await (const chunk of new FileRange(file, 0, 10)) {
    await send(httpTransport(), url, { segments: [chunk] });
  }
  expect(file.buffers.length).toBe(0);
});
