/** Sequences of items, read from real servers; what undici's EventSource reads of the same bytes is the judge of events. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { EventSource } from "undici";
import { describe, expect, onTestFinished, test } from "vitest";
import { connect, init } from "../../generator/runtime/client.ts";
import { unwrapItems } from "../../generator/runtime/items.ts";
import { httpTransport } from "../../generator/runtime/node/index.ts";

type Write = (write: (text: string | Uint8Array) => void, end: () => void) => unknown;

interface Server {
  readonly url: string;
  /** Resolves when the connection of a request has been closed. */
  readonly closed: Promise<unknown>;
}

async function serve(type: string | undefined, respond: Write, status = 200): Promise<Server> {
  let close: (value?: unknown) => void = () => undefined;
  const closed = new Promise((resolve) => (close = resolve));
  const server = createServer((_, response) => {
    response.on("close", close);
    response.writeHead(status, type === undefined ? {} : { "content-type": type });
    const end = () => (status === 299 ? response.destroy() : response.end());
    respond((text) => response.write(text), end);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, closed };
}

const ways = ["node:http", "fetch"] as const;

async function call(
  url: string,
  only?: string,
  way: (typeof ways)[number] = "node:http",
): Promise<AsyncIterable<unknown>> {
  const transport = way === "fetch" ? undefined : httpTransport();
  const options = { apiKey: "sk", baseUrl: url, maxRetries: 0, transport };
  const client = connect<Record<"/items", { get: object }>>(options);
  const given = {
    parseAs: "stream",
    ...init({}, { accept: only ?? "a/b, c/d", isStreamed: true }),
  };
  return unwrapItems(client.GET("/items", given as never), only);
}

async function all(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const whole =
  (text: string): Write =>
  (write, end) => {
    write(text);
    end();
  };
/** In pieces that end in the middle of whatever there is. */
const pieces =
  (text: string, size: number): Write =>
  async (write, end) => {
    const bytes = Buffer.from(text);
    for (let start = 0; start < bytes.length; start += size) {
      write(bytes.subarray(start, start + size));
      await new Promise((resolve) => setImmediate(resolve));
    }
    end();
  };

const lines = "application/jsonl";
const sequence = "application/json-seq";
const events = "text/event-stream";

describe.each<[string, string, string, unknown[]]>([
  ["lines", lines, '{"a":1}\n{"b":"é😀"}\n', [{ a: 1 }, { b: "é😀" }]],
  ["lines, the last of them not ended", "application/x-ndjson", "1\n2", [1, 2]],
  [
    "lines that end as on Windows, and empty ones",
    "application/ndjson",
    "1\r\n\r\n\n2\r\n",
    [1, 2],
  ],
  ["null and false, which are items", lines, "null\nfalse\n0\n", [null, false, 0]],
  ["no lines", lines, "", []],
  ["a sequence", sequence, '\x1e{"a":\n1}\n\x1e[2]\n\x1e3\n', [{ a: 1 }, [2], 3]],
  ["a sequence of a derived type", "application/geo+json-seq", '\x1e{"a":1}\n', [{ a: 1 }]],
  ["a sequence with empty texts", sequence, '\x1e\x1e\n\x1e"a"\n', ["a"]],
  [
    "events",
    events,
    "event: add\ndata: 1\nid: 7\nretry: 5\n\ndata: 2\n\n",
    [{ data: "1", event: "add", id: "7", retry: 5 }, { data: "2" }],
  ],
  [
    "an event of several lines",
    events,
    "data: one\ndata:two\ndata:  three\ndata\n\n",
    [{ data: "one\ntwo\n three\n" }],
  ],
  [
    "comments and unknown fields",
    events,
    ": still there\n\nfoo: bar\ndata: 1\n: and there\n\n",
    [{ data: "1" }],
  ],
  [
    "events without data, which are none",
    events,
    "event: ping\n\nid: 1\n\ndata:\n\n",
    [{ data: "" }],
  ],
  ["an event that does not end, which is none", events, "data: 1\n\ndata: 2\n", [{ data: "1" }]],
  [
    "ends of lines of every kind",
    events,
    "data: 1\r\rdata: 2\r\n\r\ndata: 3\n\ndata: 4\r\n\ndata: 5\n\r\n",
    ["1", "2", "3", "4", "5"].map((data) => ({ data })),
  ],
  ["a byte order mark", events, "\ufeffdata: 1\n\n", [{ data: "1" }]],
])("%s", (_, type, text, want) => {
  test.each(ways)("over %s", async (way) => {
    const { url } = await serve(type, whole(text));
    expect(await all(await call(url, undefined, way))).toEqual(want);
  });

  test.each([1, 2, 3, 7])("in pieces of %i bytes", async (size) => {
    const { url } = await serve(type, pieces(text, size));
    expect(await all(await call(url))).toEqual(want);
  });

  if (type !== events) return;
  test("as EventSource has it", async () => {
    const { url } = await serve(type, (write) => write(text));
    const source = new EventSource(url);
    const heard: unknown[] = [];
    await new Promise<void>((resolve) => {
      const hear = (event: unknown) => {
        heard.push((event as { data: unknown }).data);
        if (heard.length === want.length) resolve();
      };
      for (const name of ["message", "add"]) source.addEventListener(name, hear);
    });
    source.close();
    expect(heard).toEqual(want.map((item) => (item as { data: string }).data));
  });
});

test.each([
  ["an event", events, "data: 1\n\n", { data: "1" }],
  ["a line", lines, "[1]\n", [1]],
  ["a text of a sequence", sequence, "\x1e[1]\n", [1]],
])("%s is there as soon as it has come", async (_, type, text, want) => {
  const { url, closed } = await serve(type, (write) => write(text));
  for await (const item of await call(url)) {
    expect(item).toEqual(want);
    break;
  }
  // Whoever leaves the loop ends the request.
  await closed;
});

test.each(ways)("a connection that breaks over %s", async (way) => {
  const { url } = await serve(lines, (write, end) => (write("1\n"), setTimeout(end, 50)), 299);
  const items = (await call(url, undefined, way))[Symbol.asyncIterator]();
  expect(await items.next()).toEqual({ done: false, value: 1 });
  await expect(items.next()).rejects.toThrow();
});

test.each([
  ["a line that is no JSON", lines, "1\n{\n"],
  ["a last line that was cut off", lines, '1\n{"a":'],
  ["a text that is no JSON", sequence, "\x1e1\n\x1e{\n\x1e"],
  ["a number that was cut off", sequence, "\x1e1\n\x1e12"],
])("%s is an error, after the items before it", async (_, type, text) => {
  const items = (await call((await serve(type, whole(text))).url))[Symbol.asyncIterator]();
  expect(await items.next()).toEqual({ done: false, value: 1 });
  await expect(items.next()).rejects.toThrow(
    /^an item of the response is not JSON, or was cut off$/,
  );
});

test("an item without an end is an error", async () => {
  const { url, closed } = await serve(lines, (write) => {
    for (let count = 0; count < 18; count++) write("x".repeat(2 ** 20));
  });
  await expect(all(await call(url))).rejects.toThrow("an item has more than 16777216 characters");
  await closed;
});

test.each([
  ["no type", undefined],
  ["the type of any bytes", "application/octet-stream"],
  ["text", "text/plain"],
])("a server that says %s is taken by the document's word", async (_, type) => {
  const { url } = await serve(type, whole("1\n"));
  expect(await all(await call(url, lines))).toEqual([1]);
});

test("another type than the only one is an error; one of several is decoded", async () => {
  const { url } = await serve("application/json", whole("[1]"));
  await expect(call(url, lines)).rejects.toThrow(
    "the response must be application/jsonl, got application/json",
  );
  expect(await call(url)).toEqual([1]);
});

test("a refusal is an ApiError", async () => {
  const { url } = await serve("application/json", whole('{"error":{"message":"no"}}'), 400);
  await expect(call(url, lines)).rejects.toMatchObject({ name: "ApiError", status: 400 });
});
