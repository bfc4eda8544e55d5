import { expect, test } from "vitest";
import { walkDocument } from "../generator/walk-document.ts";

/** What is visited, and where. */
function visits(document: object): string[] {
  const found: string[] = [];
  walkDocument({ ...document }, ({ type, path }) => found.push(`${type} ${path.join(" ")}`.trim()));
  return found;
}

test("from the outside in, in the order of the document", () => {
  const schema = { items: { type: "string" }, properties: { a: {}, "b/c": {} } };
  const content = { "application/json": { schema } };
  const get = {
    responses: { 200: { headers: { "X-A": { schema: {} } }, content } },
    parameters: [{ schema: {} }],
  };
  expect(
    visits({ paths: { "/a": { get } }, components: { schemas: { It: { not: {} } } } }),
  ).toEqual([
    "document",
    "pathItem paths /a",
    "operation paths /a get",
    "response paths /a get responses 200",
    "parameter paths /a get responses 200 headers X-A",
    "schema paths /a get responses 200 headers X-A schema",
    "mediaType paths /a get responses 200 content application/json",
    "schema paths /a get responses 200 content application/json schema",
    "schema paths /a get responses 200 content application/json schema items",
    "schema paths /a get responses 200 content application/json schema properties a",
    "schema paths /a get responses 200 content application/json schema properties b/c",
    "parameter paths /a get parameters 0",
    "schema paths /a get parameters 0 schema",
    "components components",
    "schema components schemas It",
    "schema components schemas It not",
  ]);
});

test("webhooks and callbacks have operations", () => {
  const post = { callbacks: { done: { "{$url}": { get: {} } } } };
  expect(visits({ webhooks: { new: { post } } })).toEqual([
    "document",
    "pathItem webhooks new",
    "operation webhooks new post",
    "callback webhooks new post callbacks done",
    "pathItem webhooks new post callbacks done {$url}",
    "operation webhooks new post callbacks done {$url} get",
  ]);
});

test.each([
  [
    "examples, defaults and extensions",
    { default: { items: {} }, example: { items: {} }, "x-a": {} },
  ],
  ["names that objects have anyway", { constructor: {}, toString: {}, hasOwnProperty: {} }],
  ["what is no object", { items: true, properties: null, allOf: "a" }],
])("%s are not visited", (_, schema) => {
  expect(visits({ components: { schemas: { It: schema } } })).toEqual([
    "document",
    "components components",
    "schema components schemas It",
  ]);
});

test("what a visitor puts in place of the children is what is visited next", () => {
  const seen: unknown[] = [];
  walkDocument({ components: { schemas: { It: { items: { old: true } } } } }, ({ type, node }) => {
    if (type !== "schema") return;
    seen.push({ ...node });
    if ("items" in node) node.items = { new: true };
  });
  expect(seen).toEqual([{ items: { old: true } }, { new: true }]);
});
