import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { connect, init } from "../../generator/runtime/client.ts";
import { httpTransport } from "../../generator/runtime/node/index.ts";
import { unwrap } from "../../generator/runtime/unwrap.ts";
import { withMethod } from "../../generator/runtime/with-method.ts";

interface Operation {
  requestBody: { content: { "application/json": { a: number } } };
  responses: { 200: { content: { "application/json": { method: string } } } };
}
interface Paths {
  "/both": { query: Operation; COPY: Operation };
  "/other": { get: Operation };
}

test.each([
  ["QUERY", "node:http"],
  ["QUERY", "fetch"],
  ["COPY", "node:http"],
  ["COPY", "fetch"],
] as const)("%s over %s", async (method, way) => {
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    response.setHeader("content-type", "application/json");
    const { "content-type": type, "content-length": length } = headers;
    void text(request).then((body) =>
      response.end(JSON.stringify({ method, url, type, length, body })),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const transport = way === "fetch" ? undefined : httpTransport();
  const client = connect<Paths>({ apiKey: "sk", baseUrl, transport });
  const send = withMethod(client, method);
  const result = await unwrap(send("/both", { body: { a: 1 }, ...init() }));
  const type = "application/json";
  expect(result).toEqual({ method, url: "/v1/both", type, length: "7", body: '{"a":1}' });
});

// Never called: the compiler is the judge.
export async function types(client: ReturnType<typeof connect<Paths>>): Promise<void> {
  const query = withMethod(client, "QUERY");
  const { data } = await query("/both", { body: { a: 1 } });
  data satisfies { method: string } | undefined;
  // @ts-expect-error -- a is a number
  await query("/both", { body: { a: "1" } });
  // @ts-expect-error -- the path has no operation of that method
  await query("/other", { body: { a: 1 } });
}
