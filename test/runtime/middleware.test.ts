import { describe, expect, test, vi } from "vitest";
import {
  connect,
  init,
  type ClientOptions,
  type ResponseInfo,
} from "../../generator/runtime/client.ts";
import { ApiError, ConnectionError } from "../../generator/runtime/errors.ts";
import { httpTransport } from "../../generator/runtime/node/http-transport.ts";
import type { Middleware } from "../../generator/runtime/openapi-fetch.ts";
import { fetchTransport, type Transport } from "../../generator/runtime/transport.ts";
import { unwrap } from "../../generator/runtime/unwrap.ts";
import { canary, closedPort, rejection, serve } from "./support.ts";

/** An API of one operation. */
interface paths {
  "/things/{id}": {
    post: {
      parameters: { path: { id: string } };
      requestBody?: { content: { "application/json": { a: number } } };
      responses: { 200: { content: { "application/json": { seen: string | null } } } };
    };
  };
}

interface Received {
  readonly method: string;
  readonly url: string;
  readonly tag: string | undefined;
  readonly key: string | undefined;
  readonly body: string;
}

/** A server that answers with each of these statuses in turn, and with the last one from then on. */
async function serveInTurn(...statuses: number[]) {
  const received: Received[] = [];
  const baseUrl = await serve((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      const status = statuses.length > 1 ? statuses.shift() : statuses[0];
      const { method = "", url = "", headers } = request;
      const tag = headers["x-tag"] as string | undefined;
      received.push({ method, url, tag, key: headers.authorization, body });
      response.writeHead(status ?? 200, {
        "content-type": "application/json",
        "retry-after-ms": "1",
        "x-request-id": `req_${received.length}`,
      });
      response.end(JSON.stringify(status === 200 ? { seen: tag ?? null } : { error: "no" }));
    });
  });
  return { baseUrl, received };
}

describe.each<[string, Transport]>([
  ["fetch", fetchTransport()],
  ["node:http", httpTransport()],
])("over %s", (_, transport) => {
  const clientOf = (baseUrl: string, options: Partial<ClientOptions> = {}) =>
    connect<paths>({ apiKey: canary, transport, ...options, baseUrl });
  const given = { params: { path: { id: "a/b" } }, body: { a: 1 } };

  test("a raw call resolves with the response, whatever its status", async () => {
    const { baseUrl, received } = await serveInTurn(404);
    const { data, error, response } = await clientOf(baseUrl).POST("/things/{id}", given);
    expect({ data, error, status: response.status }).toEqual({
      data: undefined,
      error: { error: "no" },
      status: 404,
    });
    expect(response.headers.get("x-request-id")).toBe("req_1");
    expect(received).toMatchObject([{ method: "POST", url: "/things/a%2Fb", body: '{"a":1}' }]);
  });

  test("a raw call takes the options of a call", async () => {
    const { baseUrl, received } = await serveInTurn(503, 503, 200);
    const call = clientOf(baseUrl).POST("/things/{id}", { ...given, maxRetries: 0 });
    expect((await call).response.status).toBe(503);
    expect(received).toHaveLength(1);
  });

  test("a parameter of the path that was left out is told", async () => {
    const left = { params: {} } as typeof given;
    const error = await rejection(clientOf("http://localhost:1").POST("/things/{id}", left));
    expect(error).toEqual(new TypeError("params.path.id must be set"));
  });

  test("onRequest sets a header, which each attempt sends", async () => {
    const { baseUrl, received } = await serveInTurn(503, 200);
    const client = clientOf(baseUrl);
    client.use({ onRequest: ({ request }) => request.headers.set("x-tag", "seen") });
    const { data } = await client.POST("/things/{id}", given);
    expect(data).toEqual({ seen: "seen" });
    expect(received.map(({ tag, body }) => [tag, body])).toEqual([
      ["seen", '{"a":1}'],
      ["seen", '{"a":1}'],
    ]);
  });

  test("onRequest answers from a cache, and nothing is sent", async () => {
    const { baseUrl, received } = await serveInTurn(200);
    const client = clientOf(baseUrl);
    client.use({ onRequest: () => Response.json({ seen: "cached" }) });
    const data = await unwrap(client.POST("/things/{id}", { ...given, ...init() }));
    expect(data).toEqual({ seen: "cached" });
    expect(received).toEqual([]);
  });

  test("onResponse sees what came in the end, after the retries", async () => {
    const { baseUrl } = await serveInTurn(503, 500, 200);
    const client = clientOf(baseUrl);
    const lines: string[] = [];
    client.use(logging((line) => lines.push(line)));
    await client.POST("/things/{id}", given);
    expect(lines).toEqual([expect.stringMatching(/^POST \S+\/things\/a%2Fb 200 req_3 \d+ ms$/)]);
    expect(lines.join()).not.toContain(canary);
  });

  test("onResponse sees an error, and what it makes of it counts", async () => {
    const { baseUrl } = await serveInTurn(404);
    const client = clientOf(baseUrl);
    const seen: number[] = [];
    client.use({
      onResponse({ response }) {
        seen.push(response.status);
        return Response.json({ seen: "mended" });
      },
    });
    const data = await unwrap(client.POST("/things/{id}", { ...given, ...init() }));
    expect([seen, data]).toEqual([[404], { seen: "mended" }]);
  });

  test("an error that a middleware has made is an ApiError", async () => {
    const { baseUrl } = await serveInTurn(200);
    const client = clientOf(baseUrl);
    client.use({
      onResponse: () => Response.json({ error: { message: "No." } }, { status: 418 }),
    });
    const error = await rejection(unwrap(client.POST("/things/{id}", { ...given, ...init() })));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 418,
      message: expect.stringContaining("418 No.") as string,
    });
  });

  test("onError sees that no connection came about, and may mend it", async () => {
    const client = clientOf(await closedPort(), { maxRetries: 1 });
    const seen: unknown[] = [];
    client.use({
      onError({ error }) {
        seen.push(error);
        return Response.json({ seen: "offline" });
      },
    });
    const { data } = await client.POST("/things/{id}", given);
    expect(data).toEqual({ seen: "offline" });
    expect(seen).toMatchObject([{ name: "ConnectionError", attempts: 2 }]);
    expect(seen[0]).toBeInstanceOf(ConnectionError);
  });

  test("a request that is copied by mistake is told, and nothing is sent", async () => {
    const { baseUrl, received } = await serveInTurn(200);
    const client = clientOf(baseUrl);
    client.use({ onRequest: ({ request }) => new Request(request, { headers: { "x-tag": "1" } }) });
    const error = await rejection(client.POST("/things/{id}", given));
    expect(error).toEqual(
      new TypeError("a request can't be copied: change its headers in place and return nothing"),
    );
    expect(received).toEqual([]);
  });

  test("onResponse of a call tells status, headers and request id of its success", async () => {
    const { baseUrl } = await serveInTurn(503, 200);
    const told = vi.fn<(response: ResponseInfo) => void>();
    const call = { ...given, ...init({ onResponse: told }) };
    await unwrap(clientOf(baseUrl).POST("/things/{id}", call));
    expect(told.mock.calls).toMatchObject([[{ status: 200, requestId: "req_2" }]]);
    expect(told.mock.calls[0]?.[0].headers.get("content-type")).toBe("application/json");
  });

  test("what onResponse of a call throws is the call's error", async () => {
    const { baseUrl, received } = await serveInTurn(200);
    const refusal = new Response(null, { status: 404 });
    const broken = new ApiError({ method: "GET", url: "/", attempts: 1 }, refusal, "", String);
    const onResponse = () => {
      throw broken;
    };
    const call = clientOf(baseUrl).POST("/things/{id}", { ...given, ...init({ onResponse }) });
    expect(await rejection(call)).toBe(broken);
    expect(received).toHaveLength(1);
  });

  test("what onResponse of a call rejects with is nobody's unhandled rejection", async () => {
    const { baseUrl } = await serveInTurn(200);
    const onResponse = () => Promise.reject(new Error("too late"));
    const call = clientOf(baseUrl).POST("/things/{id}", { ...given, ...init({ onResponse }) });
    expect((await call).data).toEqual({ seen: null });
    await new Promise(setImmediate);
  });

  test("a request that is cloned by mistake is told", async () => {
    const client = clientOf("http://localhost:1");
    client.use({ onRequest: ({ request }) => request.clone() });
    const error = await rejection(client.POST("/things/{id}", given));
    expect((error as Error).message).toMatch("a request can't be copied");
  });

  test("a Transport renews the key after a 401, and the body is read anew", async () => {
    const { baseUrl, received } = await serveInTurn(401, 503, 200);
    const renewing = renewKey(transport, () => "sk-renewed-0123456789");
    const { data } = await clientOf(baseUrl, { transport: renewing }).POST("/things/{id}", given);
    expect(data).toEqual({ seen: null });
    expect(received.map(({ key, body }) => [key, body])).toEqual([
      [`Bearer ${canary}`, '{"a":1}'],
      ["Bearer sk-renewed-0123456789", '{"a":1}'],
      ["Bearer sk-renewed-0123456789", '{"a":1}'],
    ]);
  });

  test("a Transport traces each attempt", async () => {
    const { baseUrl } = await serveInTurn(503, 200);
    const statuses: number[] = [];
    const tracing: Transport = async (request) => {
      const response = await transport(request);
      statuses.push(response.status);
      return response;
    };
    await clientOf(baseUrl, { transport: tracing }).POST("/things/{id}", given);
    expect(statuses).toEqual([503, 200]);
  });
});

function logging(log: (line: string) => void): Middleware {
  const started = new Map<string, number>();
  return {
    onRequest: ({ id }) => void started.set(id, performance.now()),
    onResponse({ id, request, response }) {
      const ms = Math.round(performance.now() - (started.get(id) ?? NaN));
      const requestId = response.headers.get("x-request-id");
      log(`${request.method} ${request.url} ${response.status} ${requestId} ${ms} ms`);
    },
  };
}

function renewKey(transport: Transport, renew: () => string): Transport {
  let key: string | undefined;
  return async (request) => {
    if (key) request.headers.set("authorization", `Bearer ${key}`);
    const response = await transport(request);
    if (response.status === 401 && !key) key = renew();
    else return response;
    // What is tried again is for the client to say: it opens the body anew for each attempt.
    return new Response(null, { status: 503, headers: { "retry-after-ms": "0" } });
  };
}
