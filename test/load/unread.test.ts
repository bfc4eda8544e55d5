import { expect, test } from "vitest";
import { checkDocument } from "../../generator/load/limits.ts";

const nowhere = { $ref: "#/nowhere" };
const file = { $ref: "./examples/one.json" };
/** What a resource of SCIM (RFC 7643) looks like: its attribute `$ref` is the URI of another. */
const manager = { value: "26118915", $ref: "../Users/26118915" };

test.each<[string, object, object]>([
  [
    "an extension",
    { get: { operationId: "a", "x-ms-examples": { one: file }, "x-doc": nowhere } },
    { get: { operationId: "a" } },
  ],
  ["one in a list", { list: [{ "x-doc": [nowhere], a: 1 }] }, { list: [{ a: 1 }] }],
  [
    "an example of a schema",
    { schema: { type: "object", example: { manager }, examples: [{ manager }] } },
    { schema: { type: "object" } },
  ],
  [
    "an example of a body",
    { content: { "application/json": { examples: { a: { summary: "A", value: { manager } } } } } },
    { content: { "application/json": { examples: { a: { summary: "A" } } } } },
  ],
  [
    "an example of Swagger 2.0",
    { 200: { examples: { "application/json": { manager } } } },
    { 200: { examples: {} } },
  ],
])("a $ref in %s is not followed, and goes with it: nothing is made of it", (_, document, want) => {
  expect(checkDocument(document, "a.yaml")).toEqual({});
  expect(document).toEqual(want);
});

test.each<[string, object]>([
  ["a property that is called like an extension", { properties: { "x-a": nowhere } }],
  ["a header", { headers: { "X-Trace": nowhere, "x-trace": nowhere } }],
  ["what is called like a list of names", { "x-a": {}, properties: { properties: nowhere } }],
  ["a property called example", { properties: { example: { ...nowhere, title: "It" } } }],
  ["an example by name", { examples: { a: { ...nowhere, summary: "A" } } }],
])("any other is: %s", (_, document) => {
  expect(() => checkDocument(document, "a.yaml")).toThrow("$ref leads nowhere: #/nowhere");
});

test("an example that refers to nothing goes, and one that refers to something stays", () => {
  const document = {
    a: { example: { b: nowhere }, type: "object" },
    c: { example: { $ref: "#/d" } },
    d: {},
  };
  checkDocument(document, "a.yaml");
  expect(document).toEqual({ a: { type: "object" }, c: { example: { $ref: "#/d" } }, d: {} });
});

test("an extension that is referred to stays", () => {
  const make = () => ({
    "x-schemas": { A: { items: { $ref: "#/x-schemas/B" } }, B: {} },
    schema: { $ref: "#/x-schemas/A" },
  });
  const document = make();
  checkDocument(document, "a.yaml");
  expect(document).toEqual(make());
});

test("an extension without a $ref stays", () => {
  const document = { "x-a": { b: 1 }, example: { c: 1 } };
  checkDocument(document, "a.yaml");
  expect(document).toEqual({ "x-a": { b: 1 }, example: { c: 1 } });
});

// With each compared to each, it took 20 seconds.
test("many extensions that are referred to are found among many examples", () => {
  const keys = Array.from({ length: 30_000 }, (_, at) => `k${at}`);
  const list = keys.map((key) => ({ example: { $ref: `#/x-a/${key}`, title: "It" } }));
  const document = {
    list,
    "x-a": Object.fromEntries(keys.map((key) => [key, { $ref: "#/list/0" }])),
  };
  checkDocument(document, "a.yaml");
  expect(document.list.every((it) => !("example" in it))).toBe(true);
  expect(document["x-a"]).toHaveProperty("k29999");
}, 10_000);
