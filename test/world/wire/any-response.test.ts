import { beforeAll, describe, expect, test } from "vitest";
import { content, listen, make, timeout, type Made } from "./support.ts";

const pet = { type: "object", required: ["id"], properties: { id: { type: "string" } } };
/** By path: media type and schema of the one response, as springdoc and swagger2openapi write it. */
const documented: Record<string, [mediaType: string, schema?: object]> = {
  "/object": ["*/*", pet],
  "/list": ["*/*", { type: "array", items: { $ref: "#/components/schemas/Pet" } }],
  "/count": ["*/*", { type: "integer" }],
  "/union": ["*/*", { oneOf: [{ $ref: "#/components/schemas/Pet" }, { type: "null" }] }],
  "/application": ["application/*", { $ref: "#/components/schemas/Pet" }],
  "/text": ["*/*", { type: "string" }],
  "/bytes": ["*/*", { type: "string", format: "binary" }],
  "/image": ["image/*", { type: "string" }],
  "/lines": ["text/*", { type: "string" }],
  "/unknown": ["*/*"],
};
const names = Object.keys(documented).map((path) => path.slice(1));
const paths = Object.fromEntries(
  Object.entries(documented).map(([path, [mediaType, schema]]) => [
    path,
    { get: { operationId: path.slice(1), responses: { "200": content(mediaType, schema) } } },
  ]),
);

let client: Made;
beforeAll(async () => {
  const uses: Record<string, string> = {
    object: "({ id }) => id.length",
    list: "([pet]) => pet!.id.length",
    count: "(count) => count + 1",
    union: "(pet) => pet?.id.length",
    application: "({ id }) => id.length",
    text: "(text) => text.length",
    bytes: "(bytes) => bytes.size",
    image: "(bytes) => bytes.size",
    lines: "(text) => text.length",
  };
  client = await make(
    { paths, components: { schemas: { Pet: pet } } },
    [
      ...names.map((name) => `it.${name}()`),
      ...Object.entries(uses).map(([name, use]) => `it.${name}().then(${use})`),
    ],
    ["it.object().then(({ name }) => name)", "it.unknown().then(({ id }) => id)"],
  );
}, timeout);

test("the type of a response of any media type is its schema's", () => {
  expect(client.errors).toEqual([]);
});

describe("it is read by its schema", () => {
  const bytes = Buffer.from([0, 255, 128]);
  test.each<[name: string, contentType: string, body: string | Buffer, want: unknown]>([
    ["object", "application/json", '{"id":"a"}', { id: "a" }],
    ["list", "application/json", '[{"id":"a"}]', [{ id: "a" }]],
    ["count", "application/json", "7", 7],
    ["union", "application/json", "null", null],
    ["application", "application/hal+json", '{"id":"a"}', { id: "a" }],
    ["text", "text/plain;charset=UTF-8", "grüß", "grüß"],
    ["text", "application/json", '"grüß"', "grüß"],
    ["text", "application/octet-stream", "grüß", "grüß"],
    ["lines", "text/csv", "a,b", "a,b"],
    ["bytes", "application/pdf", bytes, bytes],
    ["bytes", "text/plain", bytes.subarray(0, 1), bytes.subarray(0, 1)],
    ["image", "image/png", bytes, bytes],
    ["unknown", "application/json", '{"id":"a"}', { id: "a" }],
  ])("%s: %s", async (name, contentType, body, want) => {
    const { baseUrl } = await listen((response) =>
      response.writeHead(200, { "content-type": contentType }).end(body),
    );
    const result = await client.call(names.indexOf(name), baseUrl);
    expect(result instanceof Blob ? Buffer.from(await result.arrayBuffer()) : result).toEqual(want);
  });
});

test("where it has to be JSON, JSON is asked for", async () => {
  const { baseUrl, sent } = await listen();
  await client.call(names.indexOf("object"), baseUrl);
  await client.call(names.indexOf("bytes"), baseUrl);
  expect(sent.map(({ headers }) => headers.accept)).toEqual(["application/json", "*/*"]);
});
