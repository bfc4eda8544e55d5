import { describe, expect, test, vi } from "vitest";
import type { ClientOptions } from "../../generator/runtime/client.ts";
import { multipart } from "../../generator/runtime/multipart.ts";
import { canary, clientOf, rejection, serve } from "./support.ts";
import { Client, type TestRequest } from "./test-client.ts";

/** The request that a call makes. */
async function requestOf(
  request: TestRequest,
  options: Partial<ClientOptions> = {},
  path = "/things",
): Promise<Request> {
  let made: Request | undefined;
  const client = clientOf({
    ...options,
    fetch(sent) {
      made = sent;
      return Promise.resolve(Response.json({}));
    },
  });
  await client.request("POST", path, request);
  if (made === undefined) throw new Error("nothing was sent");
  return made;
}

describe("the key", () => {
  test.each<[string, ClientOptions["apiKey"], string | null]>([
    ["a string", canary, `Bearer ${canary}`],
    ["with white space around it", ` ${canary}\r\n`, `Bearer ${canary}`],
    ["a function", () => canary, `Bearer ${canary}`],
    ["an async function", () => Promise.resolve(canary), `Bearer ${canary}`],
    ["null", null, null],
  ])("%s", async (_, apiKey, want) => {
    const request = await requestOf({}, { apiKey });
    expect(request.headers.get("authorization")).toBe(want);
  });

  const unset = "set: pass a key, or null to send none";
  test.each<[string, ClientOptions["apiKey"], string]>([
    ["undefined, as an unset environment variable is", undefined, unset],
    ["empty", "", unset],
    ["blank", " \n", unset],
    ["broken over two lines", "sk-1\nsk-2", "the key alone, got a line break in it"],
    ["with a carriage return in it", "sk-1\rsk-2", "the key alone, got a line break in it"],
    ["with its scheme", "Bearer sk-1", "the key alone, got Bearer before it"],
    ["with its scheme in lower case", "bearer  sk-1", "the key alone, got Bearer before it"],
    ["in quotes, as from a file", '"sk-1"', "the key alone, got quotes around it"],
    ["in single quotes", "'sk-1'", "the key alone, got quotes around it"],
    ["with a character that no header can hold", "sk-…", "the key alone, got more than ASCII"],
    ["with a tab in it", "sk-1\tsk-2", "the key alone, got more than ASCII"],
  ])("is refused at once when it is %s", (_, apiKey, wanted) => {
    expect(() => clientOf({ apiKey })).toThrow(new TypeError(`apiKey must be ${wanted}`));
  });

  test("is refused when a function gives none", async () => {
    const sent = vi.fn();
    const error = await rejection(
      clientOf({ apiKey: () => "", fetch: sent }).request("GET", "/", {}),
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(sent).not.toHaveBeenCalled();
  });
});

describe("the base URL", () => {
  test.each([
    ["https://a.example/v1", "https://a.example/v1/things"],
    ["https://a.example/v1/", "https://a.example/v1/things"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080/things"],
  ])("%s", async (baseUrl, want) => {
    expect((await requestOf({}, { baseUrl })).url).toBe(want);
  });

  test.each([
    "",
    "api.example/v1",
    "localhost:8080/v1",
    "ftp://a.example",
    "file:///etc",
    "https://a.example/v1?a=1",
    "https://a.example/v1#x",
  ])("%j is refused at once", (baseUrl) => {
    expect(() => new Client({ apiKey: null, baseUrl })).toThrow(
      new TypeError(`baseUrl must be an http(s) URL, got "${baseUrl}"`),
    );
  });
});

test.each([
  ["me:secret12@a.example/v1", "[redacted]@a.example/v1"],
  ["https:/me:secret12@a.example/v1", "[redacted]@a.example/v1"],
  ["https:\\\\me:secret12@a.example/v1", "[redacted]@a.example/v1"],
  ["https://me:a/secret12@a.example:port/v1", "https://[redacted]@a.example:port/v1"],
  ["ftp://me:secret12@a.example", "ftp://[redacted]@a.example"],
  ["https://a.example/v1#key=secret12", "https://a.example/v1#key=[redacted]"],
])("the base URL %s is refused without its secrets", (baseUrl, shown) => {
  expect(() => new Client({ apiKey: null, baseUrl })).toThrow(
    new TypeError(`baseUrl must be an http(s) URL, got "${shown}"`),
  );
});

test.each<[string, unknown, string]>([
  [
    "baseUrl",
    new URL("https://a.example/v1"),
    "baseUrl must be an http(s) URL as a string, got URL",
  ],
  ["baseUrl", 8080, "baseUrl must be an http(s) URL as a string, got Number"],
  ["apiKey", 12345678, "apiKey must be a string, or a function that returns one, got Number"],
  [
    "apiKey",
    Promise.resolve(canary),
    "apiKey must be a string, or a function that returns one, got Promise",
  ],
  [
    "apiKey",
    { key: canary },
    "apiKey must be a string, or a function that returns one, got Object",
  ],
  ["timeout", "10s", "timeout must be a number, got String"],
  ["maxRetries", "3", "maxRetries must be a number, got String"],
  ["maxRetryDelay", {}, "maxRetryDelay must be a number, got Object"],
  ["fetch", "https://a.example", "fetch must be a function, got String"],
  ["transport", {}, "transport must be a function, got Object"],
  ["maxErrorBytes", -1, "maxErrorBytes must be a number of bytes, or Infinity, got -1"],
  ["maxResponseBytes", "5", "maxResponseBytes must be a number, got String"],
  ["maxResponseBytes", null, "maxResponseBytes must be a number, got Null"],
])("%s: %s is refused at once", (name, value, message) => {
  const options = { apiKey: null, baseUrl: "https://a.example", [name]: value };
  expect(() => new Client(options as ClientOptions & { baseUrl: string })).toThrow(
    new TypeError(message),
  );
});

describe("parameters", () => {
  test.each<[string, TestRequest, string]>([
    ["in the path", { path: { id: "a/b ?#%é", n: 1 } }, "/things/a%2Fb%20%3F%23%25%C3%A9/n/1"],
    ["like replacement patterns", { path: { id: "$&$1", n: true } }, "/things/%24%26%241/n/true"],
    [
      "in the query",
      { path: { id: "a", n: 1 }, query: "q=a%20b&z=0" },
      "/things/a/n/1?q=a%20b&z=0",
    ],
    [
      "plain values",
      { path: { id: 12345678901234567890n, n: 0 } },
      "/things/12345678901234567890/n/0",
    ],
    ["none in the query", { path: { id: "a", n: 1 }, query: "" }, "/things/a/n/1"],
  ])("%s", async (_, request, want) => {
    const { url } = await requestOf(request, {}, "/things/{id}/n/{n}");
    expect(url).toBe(`https://api.example/v1${want}`);
  });

  test.each<[unknown, string]>([
    [undefined, "Undefined"],
    [null, "Null"],
    ["", `""`],
    [".", `"."`],
    ["..", `".."`],
    [[".."], "Array"],
    [{ id: "a" }, "Object"],
    [new Map(), "Map"],
    [NaN, "NaN"],
    [-Infinity, "-Infinity"],
    [() => "a", "Function"],
    [Symbol("a"), "Symbol"],
    ["a\ud800", "text with a lone surrogate"],
  ])("%s can't stand in a path", async (id, shown) => {
    const error = await rejection(
      requestOf({ path: { upload_id: id } }, {}, "/uploads/{upload_id}/cancel"),
    );
    expect(error).toEqual(new TypeError(`upload_id must be an id, got ${shown}`));
  });
});

describe("headers", () => {
  test("of a request without a body", async () => {
    const { headers } = await requestOf({});
    expect(Object.fromEntries(headers)).toEqual({
      accept: "application/json",
      authorization: `Bearer ${canary}`,
    });
  });

  test("of a JSON body", async () => {
    const request = await requestOf({ body: { a: "é" } });
    expect(request.headers.get("content-type")).toBe("application/json");
    expect(await request.text()).toBe('{"a":"é"}');
  });

  test("of a form: nobody can override its content type", async () => {
    const request = await requestOf(
      { body: { a: "x" }, encode: multipart({}) },
      { headers: { "Content-Type": "application/json" } },
    );
    expect(request.headers.get("content-type")).toMatch(/^multipart\/form-data; boundary=\d+$/);
  });

  test("the client's override its own, the call's those, the operation's all", async () => {
    const client = clientOf({
      headers: { Accept: "a/a", "X-A": "client", "X-B": "client", "x-c": "client" },
      fetch: (request) => Promise.resolve(Response.json(Object.fromEntries(request.headers))),
    });
    const headers = { authorization: "Basic abc", "x-b": "call", "X-C": "call" };
    const got = await client.request(
      "GET",
      "/",
      { header: { "X-C": 7, "x-d": undefined } },
      { headers },
    );
    expect(got).toEqual({
      accept: "a/a",
      authorization: "Basic abc",
      "x-a": "client",
      "x-b": "call",
      "x-c": "7",
    });
  });

  test("a boundary is never used twice", async () => {
    const types = [1, 2, 3].map(async () => {
      const { headers } = await requestOf({ body: {}, encode: multipart({}) });
      return headers.get("content-type");
    });
    expect(new Set(await Promise.all(types)).size).toBe(3);
  });

  test.each([
    ["text/plain, application/json", "text/plain, application/json"],
    ["", null],
  ])("accepts %j", async (accept, want) => {
    const fetch = (request: Request) =>
      Promise.resolve(Response.json(request.headers.get("accept")));
    const sent = vi.fn(fetch);
    await clientOf({ fetch: sent }).request("GET", "/", { accept });
    expect(sent.mock.calls[0]?.[0].headers.get("accept")).toBe(want);
  });
});

test("connections are used again", async () => {
  const sockets = new Set<unknown>();
  const baseUrl = await serve((request, response) => {
    sockets.add(request.socket);
    request
      .resume()
      .on("end", () => response.setHeader("content-type", "application/json").end("{}"));
  });
  const client = clientOf({ baseUrl });
  for (const data of [new Uint8Array(9), new Blob(["x"]), new Blob(["x"]).stream()]) {
    await client.request("POST", "/", { body: { data }, encode: multipart({}) });
    await client.request("POST", "/", { body: {}, accept: "" });
  }
  // fetch itself takes two turn about: it asks for a connection before the last one is back.
  expect(sockets.size).toBeLessThanOrEqual(2);
});
