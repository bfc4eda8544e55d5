import { beforeAll, describe, expect, test } from "vitest";
import { content, listen, make, timeout, type Made } from "./support.ts";

const job = { type: "object", required: ["id"], properties: { id: { type: "string" } } };
const withJob = content("application/json", job);
const nothing = { description: "" };
const operation = (responses: object) => ({ responses });

/** By path: what is documented. Each is called as POST but for /head. */
const documented: Record<string, object> = {
  "/accepted": { "200": withJob, "202": nothing },
  "/gone": { "200": withJob, "204": nothing },
  "/other": { "200": withJob, "2XX": nothing },
  "/only": { "200": nothing, "2XX": withJob },
  "/fallback": { default: nothing },
  "/text": { "200": content("text/plain", { type: "string" }), "202": nothing },
  "/blob": { "200": content("application/pdf"), "202": nothing },
  "/events": { "200": content("text/event-stream", { type: "string" }), "202": nothing },
  "/either": {
    "200": { description: "", content: { "application/json": { schema: job }, "text/csv": {} } },
    "202": nothing,
  },
  "/described": { "204": withJob },
};
const names = Object.keys(documented).map((path) => path.slice(1));
const paths = {
  ...Object.fromEntries(
    Object.entries(documented).map(([path, responses]) => [
      path,
      { post: { operationId: path.slice(1), ...operation(responses) } },
    ]),
  ),
  "/head": { head: { operationId: "head", ...operation({ "200": withJob }) } },
};

let client: Made;
beforeAll(async () => {
  client = await make(
    { paths },
    [...names, "head"].map((name) => `it.${name}()`),
    [
      "it.accepted().then(({ id }) => id)",
      "it.gone().then(({ id }) => id)",
      "it.other().then(({ id }) => id)",
      "it.only().then(({ id }) => id)",
      "it.text().then((text) => text.length)",
      "it.blob().then((blob) => blob.size)",
      "it.events().then((stream) => stream.getReader())",
      "it.described().then(({ id }) => id)",
      "it.head().then(({ id }) => id)",
    ],
  );
}, timeout);

test("what is in no response is in no type", () => {
  expect(client.errors).toEqual([]);
});

describe("an empty response that is documented is undefined, after one request", () => {
  test.each<[name: string, status: number, headers?: Record<string, string>]>([
    ["accepted", 202],
    ["accepted", 202, { "content-type": "application/json" }],
    ["accepted", 202, { "content-length": "0" }],
    ["accepted", 202, { "transfer-encoding": "chunked" }],
    ["gone", 204],
    ["other", 202],
    ["other", 299],
    ["only", 200],
    ["fallback", 200],
    ["text", 202],
    ["blob", 202],
    ["events", 202],
    ["either", 202],
    ["described", 204],
    ["head", 200, { "content-type": "application/json", "content-length": "12" }],
  ])("%s: %i %j", async (name, status, headers) => {
    const { baseUrl, sent } = await listen((response) => response.writeHead(status, headers).end());
    const result = await client.call([...names, "head"].indexOf(name), baseUrl);
    expect([result, sent.length]).toEqual([undefined, 1]);
  });
});

test.each([
  ["accepted", 200],
  ["accepted", 201],
  ["gone", 200],
  ["other", 200],
  ["only", 202],
  ["either", 200],
])("%s: a %i with content is that", async (name, status) => {
  const { baseUrl } = await listen((response) =>
    response.writeHead(status, { "content-type": "application/json" }).end('{"id":"a"}'),
  );
  expect(await client.call(names.indexOf(name), baseUrl)).toEqual({ id: "a" });
});

test("an empty response where content is documented is an error still", async () => {
  const { baseUrl } = await listen((response) => response.writeHead(400).end());
  await expect(client.call(names.indexOf("accepted"), baseUrl)).rejects.toThrow("400");
});
