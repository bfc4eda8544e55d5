import { describe, expect, test } from "vitest";
import { withOwnWords } from "../../generator/pull/own-words.ts";

/** A document with one operation, at a path. */
const at = (path: string, operation: object) => ({ paths: { [path]: { post: operation } } });
const schemas = (all: object) => ({ components: { schemas: all } });

describe("facts of upstream's, words of ours", () => {
  test.each([
    [
      "words are ours, whatever upstream says",
      { info: { title: "Theirs", version: "2", contact: { email: "x" } } },
      { info: { title: "Ours", version: "1" } },
      { info: { title: "Ours", version: "2" } },
    ],
    [
      "an operation is found by its id, under another path",
      at("/new", { operationId: "send", summary: "Theirs", deprecated: true }),
      at("/old", { operationId: "send", summary: "Ours" }),
      at("/new", { operationId: "send", summary: "Ours", deprecated: true }),
    ],
    [
      "an operation with a new id is found by its place",
      at("/a", { operationId: "sendAll" }),
      at("/a", { operationId: "send", summary: "Ours" }),
      at("/a", { operationId: "sendAll", summary: "Ours" }),
    ],
    [
      "a new operation in the place of one that moved gets no words",
      {
        paths: { "/a": { post: { operationId: "new" } }, "/b": { post: { operationId: "send" } } },
      },
      at("/a", { operationId: "send", summary: "Ours" }),
      {
        paths: {
          "/a": { post: { operationId: "new" } },
          "/b": { post: { operationId: "send", summary: "Ours" } },
        },
      },
    ],
    [
      "parameters are found by name and place, in any order",
      at("/a", {
        parameters: [
          { name: "b", in: "query", description: "Theirs" },
          { name: "a", in: "query" },
          { name: "a", in: "path", required: true },
        ],
      }),
      at("/a", {
        parameters: [
          { name: "a", in: "path", description: "Ours of the path", example: 1 },
          { name: "b", in: "query", description: "Ours of b" },
        ],
      }),
      at("/a", {
        parameters: [
          { name: "b", in: "query", description: "Ours of b" },
          { name: "a", in: "query" },
          { name: "a", in: "path", required: true, description: "Ours of the path", example: 1 },
        ],
      }),
    ],
    [
      "members of a union are found by reference, or by their facts",
      schemas({
        S: { oneOf: [{ type: "null", title: "Theirs" }, { $ref: "#/b" }, { $ref: "#/a" }] },
      }),
      schemas({
        S: {
          oneOf: [
            { $ref: "#/a", description: "A" },
            { type: "null", description: "N" },
          ],
        },
      }),
      schemas({
        S: {
          oneOf: [
            { type: "null", description: "N" },
            { $ref: "#/b" },
            { $ref: "#/a", description: "A" },
          ],
        },
      }),
    ],
    [
      "properties named like words are facts",
      schemas({
        S: { properties: { description: { type: "string", example: "theirs" }, "x-y": {} } },
      }),
      schemas({ S: { properties: { description: { description: "Ours" } } } }),
      schemas({
        S: { properties: { description: { type: "string", description: "Ours" }, "x-y": {} } },
      }),
    ],
    [
      "data is carried over whole",
      schemas({
        S: { default: { description: "d" }, enum: [{ title: "t" }], required: ["example"] },
      }),
      {},
      schemas({
        S: { default: { description: "d" }, enum: [{ title: "t" }], required: ["example"] },
      }),
    ],
    [
      "extensions, and fields that no specification names, may hold words",
      schemas({ S: { type: "object", "x-note": "Theirs", notes: "Theirs", $comment: "Theirs" } }),
      schemas({ S: { "x-note": "Ours" } }),
      schemas({ S: { type: "object", "x-note": "Ours" } }),
    ],
    [
      "the value of an OAuth scope is words",
      {
        components: {
          securitySchemes: {
            o: { flows: { password: { scopes: { read: "Theirs", write: "Theirs" } } } },
          },
        },
      },
      {
        components: {
          securitySchemes: { o: { flows: { password: { scopes: { read: "Ours" } } } } },
        },
      },
      {
        components: {
          securitySchemes: { o: { flows: { password: { scopes: { read: "Ours", write: "" } } } } },
        },
      },
    ],
    [
      "callbacks are operations too",
      at("/a", {
        callbacks: { done: { "{$url}": { post: { summary: "Theirs", operationId: "done" } } } },
      }),
      at("/a", {
        callbacks: { done: { "{$url}": { post: { summary: "Ours", operationId: "done" } } } },
      }),
      at("/a", {
        callbacks: { done: { "{$url}": { post: { summary: "Ours", operationId: "done" } } } },
      }),
    ],
    [
      "trailing blanks are gone, but not from an example",
      at("/a", {}),
      at("/a", { description: "One \ntwo  \n", example: "a " }),
      at("/a", { description: "One\ntwo", example: "a " }),
    ],
    [
      "keys of every object's are keys like others",
      JSON.parse(
        '{"components":{"schemas":{"__proto__":{"type":"string"},"constructor":{}}}}',
      ) as object,
      {},
      JSON.parse(
        '{"components":{"schemas":{"__proto__":{"type":"string"},"constructor":{}}}}',
      ) as object,
    ],
  ])("%s", (_, upstream, ours, want) => {
    const { document } = withOwnWords({ ...upstream }, { ...ours });
    expect(document).toEqual(want);
  });
});

describe("order", () => {
  test.each([
    [
      "fields stand as ours do, new ones after the one they follow upstream",
      { servers: [], openapi: "3.1.0", security: [], info: { version: "1" } },
      { openapi: "", info: { title: "T" }, servers: [] },
      ["openapi", "security", "info", "servers"],
    ],
    [
      "paths stand as ours do",
      { paths: { "/a": {}, "/b": {}, "/c": {} } },
      { paths: { "/c": {}, "/a": {} } },
      ["/c", "/a", "/b"],
    ],
    [
      "properties stand as upstream's do",
      { properties: { a: {}, b: {} } },
      { properties: { b: {}, a: {} } },
      ["a", "b"],
    ],
  ])("%s", (_, upstream, ours, want) => {
    const { document } = withOwnWords(upstream, ours);
    const [only] = Object.keys(upstream).length === 1 ? Object.values(document) : [document];
    expect(Object.keys(only as object)).toEqual(want);
  });
});

test("what is left behind is counted by field", () => {
  const upstream = {
    info: { title: "T", version: "1" },
    "x-a": {},
    components: { schemas: { S: { title: "S" } } },
  };
  const { dropped } = withOwnWords(upstream, {});
  expect(Object.fromEntries(dropped)).toEqual({ title: 2, "x-a": 1 });
});
