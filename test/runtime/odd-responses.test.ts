/** Whatever a server sends becomes an error that can be read and printed, and is not retried for that. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import type { ClientOptions } from "../../generator/runtime/client.ts";
import { ApiError, ConnectionError } from "../../generator/runtime/errors.ts";
import { httpTransport } from "../../generator/runtime/node/index.ts";
import { serveRaw } from "./node/support.ts";
import { clientOf, rejection, rejectWith } from "./support.ts";

async function refusedWith(
  content: BodyInit,
  { status = 401, headers = {}, ...options }: Refusal = {},
): Promise<{ error: ApiError; calls: number }> {
  let calls = 0;
  const fetch = () => {
    calls++;
    return Promise.resolve(new Response(content, { status, headers }));
  };
  const client = clientOf({ fetch, maxRetries: 3, ...options });
  const error = await rejection(client.request("POST", "/uploads", { body: {} }));
  expect(error).toBeInstanceOf(ApiError);
  return { error: error as ApiError, calls };
}

type Refusal = Partial<Omit<ClientOptions, "headers">> & {
  readonly status?: number;
  readonly headers?: HeadersInit;
};

const deep = (inner = "", levels = 5000) => `${"[".repeat(levels)}${inner}${"]".repeat(levels)}`;

const contents: [string, string][] = [
  ["12 MB of tags", "<p>".repeat(4_000_000)],
  ["12 MB of a tag that does not end", `<${"p ".repeat(6_000_000)}`],
  ["12 MB of tags that do not end", "<".repeat(12_000_000)],
  ["12 MB of slashes, as before the user part of a URL", "/".repeat(12_000_000)],
  ["12 MB of a user part that does not end", `//${"a".repeat(12_000_000)}`],
  ["12 MB of what may be credentials", "Basic ".repeat(2_000_000)],
  ["12 MB of blanks", " ".repeat(12_000_000)],
  ["12 MB of a message", JSON.stringify({ error: { message: "m".repeat(12_000_000) } })],
  ["a list of a million", JSON.stringify(Array(1_000_000).fill(1))],
  ["JSON 5,000 deep", deep()],
  ["a message 5,000 deep", `{"error":{"message":${deep("1")}}}`],
  ["an error 5,000 deep", `{"error":${deep("1")}}`],
  ["a code 5,000 deep", `{"error":{"message":"no","code":${deep("1")},"type":{}}}`],
  ["an error that is a number", '{"error":1}'],
  ["an error that is a list", '{"error":["no"]}'],
  ["a message that is a list", '{"error":{"message":["no"]}}'],
  ["a prototype", '{"__proto__":{"error":{"message":"no"}},"toString":1,"error":{"toString":1}}'],
  ["a lone surrogate", '{"error":{"message":"\\ud83d"}}'],
  ["bytes that are no text", "\u0000\ufffd\u001b"],
];

test.each(contents)("%s", async (_, content) => {
  const { error, calls } = await refusedWith(content);
  expect(error.status).toBe(401);
  expect(calls).toBe(1);
  expect(error.message.length).toBeLessThan(1200);
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ status: 401 });
  expect(inspect(error, { depth: null })).toContain("status: 401");
});

test("as much of a body is kept as others can walk through", async () => {
  const levels = (body: unknown): number => (Array.isArray(body) ? 1 + levels(body[0]) : 0);
  expect(levels((await refusedWith(deep("1", 90))).error.body)).toBe(90);
  expect(levels((await refusedWith(deep("1", 900))).error.body)).toBe(100);
});

describe("a key that is like what a server sends", () => {
  const error = { message: "bad key", code: 123456, param: "a.b", type: "x" };
  test.each<[key: string, want: object]>([
    ["123456", { message: "bad key", code: "[redacted]" }],
    ["bad key", { message: "[redacted]", code: 123456 }],
    ["message", { message: "bad key" }],
    ["uploads", { message: "bad key" }],
    ["redacted", { message: "bad key" }],
    [".*.*.*.*", { message: "bad key", param: "a.b" }],
    ["$&$&$&$&", { message: "bad key" }],
    ["[(){}|^/\\-]", { message: "bad key" }],
    ["content-type", { message: "bad key" }],
    ["application/json", { message: "bad key" }],
    ["__proto__", { message: "bad key" }],
  ])("%s", async (apiKey, { message, ...want }: { message?: string }) => {
    const sent = { [apiKey]: [apiKey], n: 123456, error };
    const headers = { "content-type": "application/json", uploads: "x", message: "x" };
    const refused = await refusedWith(JSON.stringify(sent), { apiKey, headers });
    expect(refused.error.message).toContain(`: 401 ${message ?? ""}`);
    expect(refused.error).toMatchObject({ status: 401, param: "a.b", ...want });
    expect(refused.calls).toBe(1);
  });

  test("leaves numbers in which it is only a part", async () => {
    const { error } = await refusedWith('{"at":1712345699}', { apiKey: "123456" });
    expect(error.body).toEqual({ at: 1712345699 });
  });
});

describe.each<[string, Partial<ClientOptions>, string[]]>([
  // undici gives up on one below 100 by itself.
  ["fetch", { fetch: globalThis.fetch }, ["600", "999"]],
  ["node:http", { transport: httpTransport() }, ["099", "600", "999"]],
])("over %s", (_, options, statuses) => {
  test.each(statuses)("the status %s is told, and final", async (sent) => {
    let calls = 0;
    const baseUrl = await serveRaw((socket) => {
      socket.once("data", () => {
        calls++;
        socket.end(`HTTP/1.1 ${sent} Odd\r\nContent-Length: 17\r\n\r\n{"error":"never"}`);
      });
    });
    const client = clientOf({ ...options, baseUrl, maxRetries: 2 });
    const error = await rejection(client.request("POST", "/uploads", { body: {} }));
    expect(error).toMatchObject({ name: "ApiError", status: Number(sent) });
    expect((error as Error).message).toMatch(/never/);
    expect(calls).toBe(1);
  });

  test("a reason phrase with what a terminal obeys harms nothing", async () => {
    const baseUrl = await serveRaw((socket) => {
      socket.once("data", () =>
        socket.end("HTTP/1.1 400 \x1b[2J\x9b\r\nContent-Length: 0\r\n\r\n"),
      );
    });
    const client = clientOf({ ...options, baseUrl, maxRetries: 0 });
    const error = await rejection(client.request("POST", "/uploads", { body: {} }));
    expect((error as Error).message).not.toMatch(/\p{Cc}/u);
  });
});

const evil = `\u001b[2J\u0007\u009b\u202e\nall is well\r\n${"x".repeat(5000)}`;

test.each<[string, BodyInit, HeadersInit?]>([
  ["a message", JSON.stringify({ error: { message: evil } })],
  ["a plain message", JSON.stringify({ error: evil })],
  ["a page", evil],
  ["other JSON", JSON.stringify({ detail: evil })],
  ["a request id", "{}", { "x-request-id": `\u009b2J${"x".repeat(5000)}` }],
  ["a content type", "", { "content-type": `text/\u009b${"x".repeat(5000)}` }],
])(
  "%s is one line of visible text in the message, and of 1,000 characters",
  async (_, content, headers = {}) => {
    const { error } = await refusedWith(content, { headers });
    expect(error.message).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(error.message.length).toBeLessThan(1300);
  },
);

test.each<[string, unknown]>([
  ["an error with such a message", new Error(evil)],
  ["text", evil],
  ["an object without a text", Object.create(null)],
  ["an object whose text fails", { toString: () => Object.create(null) as string }],
  ["a message that is none", Object.assign(new Error(), { message: { a: 1 } })],
  [
    "a Proxy that throws",
    new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
      },
    ),
  ],
  ["a symbol", Symbol("no")],
  ["null", null],
])("what a transport throws is one line, too: %s", async (_, thrown) => {
  const client = clientOf({ maxRetries: 0, transport: () => rejectWith(thrown) });
  const error = await rejection(client.request("POST", "/uploads", { body: {} }));
  expect(error).toBeInstanceOf(ConnectionError);
  expect((error as Error).message).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect((error as Error).message).toMatch(/; check the network and baseUrl$/);
});
