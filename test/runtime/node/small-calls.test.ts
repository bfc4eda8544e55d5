import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { httpTransport } from "../../../generator/runtime/node/http-transport.ts";
import { fetchTransport } from "../../../generator/runtime/transport.ts";
import { clientOf, readAll, rejection, serve } from "../support.ts";
import { send } from "./support.ts";

describe.each([
  ["fetch", fetchTransport()],
  ["node:http", httpTransport()],
])("over %s", (_, transport) => {
  test("a JSON call sends method, path, headers and body", async () => {
    let seen: unknown;
    const baseUrl = await serve((request, response) => {
      void readAll(request as AsyncIterable<Uint8Array>).then((body) => {
        const { method, url, headers } = request;
        seen = { method, url, headers, body: body.toString() };
        response.end('{"id":1}');
      });
    });
    const client = clientOf({ baseUrl, apiKey: "key", transport });
    const body = { text: "é" };
    const parameters = { path: { name: "a b?" }, query: "q=x%20y" };
    expect(await client.request("POST", "/{name}", { ...parameters, body })).toEqual({ id: 1 });
    expect(seen).toMatchObject({
      method: "POST",
      url: "/a%20b%3F?q=x%20y",
      headers: {
        host: new URL(baseUrl).host,
        authorization: "Bearer key",
        accept: "application/json",
        "content-type": "application/json",
        "content-length": "13",
        connection: "keep-alive",
        "user-agent": "node",
      },
      body: '{"text":"é"}',
    });
  });

  test.each([
    ["POST", "0"],
    ["GET", undefined],
  ])("a %s without a body has the length %s", async (method, length) => {
    let request: IncomingMessage | undefined;
    const url = await serve((incoming, response) => {
      request = incoming;
      response.end();
    });
    await send(transport, url, { method });
    expect(request?.method).toBe(method);
    expect(request?.headers["content-length"]).toBe(length);
    expect(request?.headers["transfer-encoding"]).toBeUndefined();
  });

  test.each<[string, (response: ServerResponse) => void, number, string]>([
    ["of known length", (response) => response.end("text"), 200, "text"],
    ["in chunks", (response) => response.write("te") && response.end("xt"), 200, "text"],
    ["that is empty", (response) => response.writeHead(201).end(), 201, ""],
    ["without content", (response) => response.writeHead(204).end(), 204, ""],
    ["that is an error", (response) => response.writeHead(503).end("<p>"), 503, "<p>"],
    ["that was not modified", (response) => response.writeHead(304).end(), 304, ""],
  ])("reads a response %s", async (_name, answer, status, text) => {
    const url = await serve((_request, response) => {
      answer(response);
    });
    const response = await send(transport, url);
    expect([response.status, await response.text()]).toEqual([status, text]);
  });

  test("a response has its headers, repeated ones too", async () => {
    const url = await serve((_request, response) => {
      response.setHeader("set-cookie", ["a=1", "b=2"]);
      response.setHeader("x-request-id", "req_é").writeHead(200, "Fine").end("{}");
    });
    const { headers, statusText } = await send(transport, url);
    expect(headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect([headers.get("x-request-id"), statusText]).toEqual(["req_é", "Fine"]);
  });

  test("a response is handed over before it is complete, and read piece by piece", async () => {
    let response: ServerResponse | undefined;
    const url = await serve((_request, outgoing) => {
      response = outgoing;
      response.write("first");
    });
    const { body } = await send(transport, url);
    const reader = body?.getReader();
    const next = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await next()).toBe("first");
    response?.end("second");
    expect(await next()).toBe("second");
  });

  test("a response that breaks off is an error while it is read", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { "content-length": 100 }).write("half");
      setImmediate(() => response.destroy());
    });
    const response = await send(transport, url);
    expect(response.status).toBe(200);
    expect(await rejection(response.text())).toBeInstanceOf(Error);
  });
});
