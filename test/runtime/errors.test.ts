import { describe, expect, test } from "vitest";
import type { ClientOptions } from "../../generator/runtime/client.ts";
import { ApiError, ConnectionError, TimeoutError } from "../../generator/runtime/errors.ts";
import { canary, clientOf, closedPort, rejection, serve } from "./support.ts";

function failing(options: Partial<ClientOptions>): Promise<unknown> {
  return rejection(
    clientOf({ maxRetries: 0, ...options }).request("POST", "/uploads", { body: {} }),
  );
}

const at = "POST https://api.example/v1/uploads: ";
const error = {
  message: "Too big",
  type: "invalid_request_error",
  param: "bytes",
  code: "too_big",
};
const page =
  "<!doctype html>\n<html><head><title>502 Bad\tGateway</title></head>\n<body>\r\n<h1>nginx</h1></body></html>";

describe("an ApiError", () => {
  test("holds what the API says", async () => {
    const headers = { "x-request-id": "req_1", "retry-after": "1" };
    const got = await failing({
      fetch: () => Promise.resolve(Response.json({ error }, { status: 400, headers })),
    });
    expect(got).toBeInstanceOf(ApiError);
    expect(got).toBeInstanceOf(Error);
    expect(got).toMatchObject({
      ...error,
      message: `${at}400 Too big (request id req_1)`,
      name: "ApiError",
      status: 400,
      method: "POST",
      url: "https://api.example/v1/uploads",
      requestId: "req_1",
      body: { error },
    });
    expect((got as ApiError).headers.get("retry-after")).toBe("1");
  });

  test("has names and an id that a terminal can print", async () => {
    const evil = "\u001b[2J\u0007too\n_big\u202e";
    const sent = { ...error, code: evil, type: evil, param: "p".repeat(5000) };
    const headers = { "x-request-id": "req\u009b1" };
    const got = await failing({
      fetch: () => Promise.resolve(Response.json({ error: sent }, { status: 400, headers })),
    });
    expect(got).toMatchObject({
      code: "\ufffd[2J\ufffdtoo _big\ufffd",
      type: "\ufffd[2J\ufffdtoo _big\ufffd",
      param: "p".repeat(1000),
      requestId: "req\ufffd1",
      body: { error: sent },
    });
  });

  test.each<[string, Response, string]>([
    [
      "a proxy's page",
      new Response(page, { status: 502, headers: { "content-type": "text/html" } }),
      "502 text/html: 502 Bad Gateway nginx",
    ],
    [
      "a long text",
      new Response("x".repeat(999), { status: 500 }),
      `500 text/plain;charset=UTF-8: ${"x".repeat(200)}`,
    ],
    ["nothing", new Response(null, { status: 404 }), "404 without a message"],
    [
      "other JSON",
      Response.json({ detail: "Not Found" }, { status: 404 }),
      '404 application/json: {"detail":"Not Found"}',
    ],
    [
      "a plain message",
      Response.json({ error: "model not found" }, { status: 404 }),
      "404 model not found",
    ],
    [
      "an error without a message",
      Response.json({ error: {} }, { status: 500 }),
      '500 application/json: {"error":{}}',
    ],
    ["null", Response.json(null, { status: 500 }), "500 application/json: null"],
    [
      "a success that is a page",
      new Response(page, { headers: { "content-type": "text/html" } }),
      "200 not JSON but text/html: 502 Bad Gateway nginx",
    ],
    [
      "a success that is text",
      new Response("It works!", { status: 201 }),
      "201 not JSON but text/plain;charset=UTF-8: It works!",
    ],
    [
      "a redirect",
      new Response(null, { status: 308, headers: { location: "https://eu.example/v1" } }),
      "308 redirected to https://eu.example/v1; set baseUrl to that address",
    ],
    [
      "a redirect to nowhere",
      new Response("moved", { status: 301 }),
      "301 text/plain;charset=UTF-8: moved",
    ],
    [
      "a success that is said to be JSON",
      new Response("It works!", { headers: { "content-type": "application/json" } }),
      "200 broken application/json: It works!",
    ],
    [
      "a page with nothing but tags in it",
      new Response("<p></p>", { status: 502, headers: { "content-type": "text/html" } }),
      "502 without a message",
    ],
    ["an empty success", new Response(""), "200 with an empty body"],
  ])("tells of %s", async (_, response, want) => {
    const got = await failing({ fetch: () => Promise.resolve(response) });
    expect(got).toMatchObject({
      name: "ApiError",
      message: at + want,
      code: null,
      type: null,
      param: null,
      requestId: null,
    });
  });

  test("leaves the key out of where a redirect leads", async () => {
    const headers = { location: `https://eu.example/?key=${canary}` };
    const fetch = () => Promise.resolve(new Response(null, { status: 302, headers }));
    expect(((await failing({ fetch })) as Error).message).toContain("?key=[redacted]; set");
  });

  test("holds the whole body of a page", async () => {
    const got = await failing({
      fetch: () => Promise.resolve(new Response(page, { status: 502 })),
    });
    expect((got as ApiError).body).toBe(page);
  });
});

function coded(message: string, code: string): Error {
  return Object.assign(new Error(message), { code });
}

describe("a ConnectionError", () => {
  test("says which address refused", async () => {
    const baseUrl = await closedPort();
    const got = await failing({ baseUrl });
    expect(got).toBeInstanceOf(ConnectionError);
    const { host } = new URL(baseUrl);
    expect(got).toMatchObject({
      name: "ConnectionError",
      message: `POST ${baseUrl}/uploads: connection failed: connect ECONNREFUSED ${host}; check the network and baseUrl`,
      method: "POST",
      url: `${baseUrl}/uploads`,
    });
    expect((got as { cause: Error }).cause.cause).toMatchObject({ code: "ECONNREFUSED" });
  });

  test.each<[string, Error]>([
    ["a socket", coded("connect EMFILE 10.0.0.1:443", "EMFILE")],
    ["a name that is looked up", coded("getaddrinfo EMFILE a.example", "EMFILE")],
    ["the whole system", coded("connect ENFILE 10.0.0.1:443", "ENFILE")],
    ["fetch", new TypeError("fetch failed", { cause: coded("connect EMFILE 10.0.0.1", "EMFILE") })],
    ["several addresses", Object.assign(new AggregateError([]), { code: "EMFILE" })],
  ])("says that too many files are open, and what to do: %s", async (_, thrown) => {
    const got = await failing({ fetch: () => Promise.reject(thrown) });
    expect((got as Error).message).toMatch(
      /connection failed: .*E[MN]FILE.*; too many open files: make fewer calls at a time \(p-limit\), or raise ulimit -n$/,
    );
  });

  test("says that JSON stops in the middle", async () => {
    const headers = { "content-type": "application/json" };
    const cut = new Response('{"id": "upl', { headers });
    const got = await failing({ fetch: () => Promise.resolve(cut) });
    expect(got).toBeInstanceOf(ConnectionError);
    expect((got as Error).message).toBe(
      `${at}connection failed: the response ends in the middle of its JSON; check the network and baseUrl`,
    );
  });

  test("says that the response broke off", async () => {
    const baseUrl = await serve((request, response) => {
      response.writeHead(200, { "content-length": 9 }).write("{");
      setTimeout(() => request.socket.destroy(), 5);
    });
    const got = await failing({ baseUrl });
    expect((got as Error).message).toMatch(/connection failed: other side closed; check/);
  });

  test.each<[string, unknown, string]>([
    ["an error", new Error("boom"), "boom"],
    ["its cause", new TypeError("fetch failed", { cause: new Error("boom") }), "boom"],
    [
      "the code of several errors",
      new TypeError("fetch failed", {
        cause: Object.assign(new AggregateError([]), { code: "ECONNREFUSED" }),
      }),
      "ECONNREFUSED",
    ],
    ["what is no error", "boom", "boom"],
    ["nothing at all", undefined, "undefined"],
  ])("says %s", async (_, thrown, want) => {
    const fetch = async () => {
      await Promise.resolve();
      throw thrown;
    };
    const got = await failing({ fetch });
    expect((got as Error).message).toBe(
      `${at}connection failed: ${want}; check the network and baseUrl`,
    );
    expect((got as Error).cause).toBe(thrown);
  });
});

test("a TimeoutError tells the limit and the remedy", async () => {
  const got = await failing({ fetch: () => new Promise(() => undefined), timeout: 5 });
  expect(got).toBeInstanceOf(TimeoutError);
  expect(got).toMatchObject({
    name: "TimeoutError",
    timeout: 5,
    method: "POST",
    message: `${at}timed out after 5 ms (timeout)`,
  });
});
