import { expect, test } from "vitest";
import { lowerOpenApi32 } from "../../../generator/normalise/openapi-3.2/index.ts";
import { itemsMark, wholeQueryMark } from "../../../generator/normalise/openapi-3.2/marks.ts";

const schema = { type: "object" };
const paths = (operation: object) => ({ "/a": { get: operation } });
const response = (content: object) => paths({ responses: { "200": { content } } });

test.each<[string, object, object]>([
  ["the version", { openapi: "3.2.1" }, { openapi: "3.1.1" }],
  ["an older version, which stays", { openapi: "3.0.3" }, { openapi: "3.0.3" }],
  [
    "items",
    { paths: response({ "application/jsonl; charset=utf-8": { itemSchema: schema } }) },
    { paths: response({ "application/jsonl; charset=utf-8": { schema, [itemsMark]: true } }) },
  ],
  [
    "items beside the schema of the whole",
    {
      paths: response({
        "application/x-ndjson": { schema: { type: "array" }, itemSchema: schema },
      }),
    },
    { paths: response({ "application/x-ndjson": { schema, [itemsMark]: true } }) },
  ],
  [
    "items of what is no sequence to us, which stay",
    { paths: response({ "multipart/mixed": { itemSchema: schema } }) },
    { paths: response({ "multipart/mixed": { itemSchema: schema } }) },
  ],
  [
    "items in a request, which stay",
    { paths: paths({ requestBody: { content: { "application/jsonl": { itemSchema: schema } } } }) },
    { paths: paths({ requestBody: { content: { "application/jsonl": { itemSchema: schema } } } }) },
  ],
  [
    "a media type by reference, through another",
    {
      paths: response({ "a/b": { $ref: "#/components/mediaTypes/One" } }),
      components: { mediaTypes: { One: { $ref: "#/components/mediaTypes/Two" }, Two: { schema } } },
    },
    {
      paths: response({ "a/b": { schema } }),
      components: { mediaTypes: { One: { $ref: "#/components/mediaTypes/Two" }, Two: { schema } } },
    },
  ],
  [
    "all media types of a body by one reference",
    {
      paths: response({ $ref: "#/components/mediaTypes/All" }),
      components: { mediaTypes: { All: { "a/b": { schema } } } },
    },
    {
      paths: response({ "a/b": { schema } }),
      components: { mediaTypes: { All: { "a/b": { schema } } } },
    },
  ],
  [
    "security schemes by reference, unless one is called so",
    {
      security: [
        { "#/components/securitySchemes/a~1b": ["read"], "#/components/securitySchemes/c": [] },
      ],
      paths: paths({ security: [{ "#/components/securitySchemes/other": [] }, {}] }),
      components: { securitySchemes: { "a/b": {}, "#/components/securitySchemes/c": {}, c: {} } },
    },
    {
      security: [{ "a/b": ["read"], "#/components/securitySchemes/c": [] }],
      paths: paths({ security: [{ "#/components/securitySchemes/other": [] }, {}] }),
      components: { securitySchemes: { "a/b": {}, "#/components/securitySchemes/c": {}, c: {} } },
    },
  ],
  [
    "a parameter that is the whole query",
    {
      paths: paths({
        parameters: [
          { in: "querystring", name: "q", content: { "a/json": { schema, example: 1 } } },
        ],
      }),
    },
    {
      paths: paths({
        parameters: [{ in: "query", name: "q", schema, example: 1, [wholeQueryMark]: "a/json" }],
      }),
    },
  ],
  [
    "examples, by value and by text",
    {
      paths: response({
        "a/b": {
          examples: {
            value: { value: 0, dataValue: 1 },
            data: { dataValue: 1 },
            json: { serializedValue: "[1]" },
            text: { serializedValue: "<a/>" },
          },
        },
      }),
    },
    {
      paths: response({
        "a/b": {
          examples: {
            value: { value: 0, dataValue: 1 },
            data: { dataValue: 1, value: 1 },
            json: { serializedValue: "[1]", value: [1] },
            text: { serializedValue: "<a/>", value: "<a/>" },
          },
        },
      }),
    },
  ],
  [
    "summaries",
    {
      tags: [{ name: "a", summary: "A." }],
      paths: paths({ responses: { "200": { summary: "B." } } }),
    },
    {
      tags: [{ name: "a", summary: "A.", description: "A." }],
      paths: paths({ responses: { "200": { summary: "B.", description: "B." } } }),
    },
  ],
  [
    "a discriminator with a default",
    { components: { schemas: { A: { oneOf: [], discriminator: { defaultMapping: "B" } } } } },
    { components: { schemas: { A: { oneOf: [] } } } },
  ],
  [
    "marks that a document has of its own",
    { paths: response({ "a/b": { schema, [itemsMark]: true } }) },
    { paths: response({ "a/b": { schema } }) },
  ],
])("%s", (_, given, want) => {
  const document = structuredClone(given) as Record<string, unknown>;
  lowerOpenApi32(document);
  expect(document).toEqual(want);
});
