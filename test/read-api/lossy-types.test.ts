import { expect, test } from "vitest";
import type { JsonObject } from "../../generator/json.ts";
import { isLossyResult } from "../../generator/read-api/lossy-types.ts";
import { compile } from "../support/compile.ts";
import { generateFromText } from "../support/generate.ts";
import { Clashes } from "../../generator/read-api/scope.ts";

const context = { document: {}, file: "a.yaml", modelNames: new Map(), clashes: new Clashes() };

test.each<[JsonObject, boolean]>([
  [{ prefixItems: [{}] }, true],
  [{ enum: [{ a: 1 }, [1]] }, true],
  [{ const: [1] }, true],
  [{ enum: [{ a: 1 }, "a"] }, false],
  [{ type: "array", items: {} }, false],
])("what openapi-fetch makes a list of a tuple in: %j", (schema, want) => {
  expect(isLossyResult(context, { properties: { a: schema } })).toBe(want);
});

const text = { type: "string" };
const number = { type: "number" };
const object = (properties: JsonObject, required = Object.keys(properties)): JsonObject => ({
  type: "object",
  properties,
  required,
});

/** Of objects that require some of two properties. */
const list = (required: string[]) => ({
  type: "array",
  items: object({ x: text, y: text }, required),
});

test.each<[string, JsonObject, boolean]>([
  ["a text that is an object, too", { allOf: [text, object({ a: text })] }, true],
  ["a list that is one", { allOf: [{ type: "array", items: text }, object({ a: text })] }, true],
  ["two types of a property", { allOf: [object({ a: text }, []), object({ a: number })] }, true],
  [
    "two types of it, one its own",
    { ...object({ a: text }), allOf: [object({ a: number })] },
    true,
  ],
  [
    "lists of different items",
    { allOf: [object({ a: list(["x"]) }), object({ a: list([]) })] },
    true,
  ],
  [
    "the same list twice",
    { allOf: [object({ a: list(["x"]) }), object({ a: list(["x"]) })] },
    false,
  ],
  [
    "a property that one leaves open",
    { allOf: [object({ a: {} }), object({ a: text }, [])] },
    true,
  ],
  ["two values of it", { allOf: [object({ a: { const: 1 } }), object({ a: { const: 2 } })] }, true],
  ["a property of two types", object({ a: { allOf: [text, number] } }), true],
  ["a property of two values", object({ a: { allOf: [{ enum: ["a"] }, { enum: ["b"] }] } }), true],
  ["a property that nothing fits", object({ a: { not: {} } }), true],
  [
    "alternatives with other types of it",
    { ...object({ a: text }), anyOf: [object({ b: text }), object({ a: number })] },
    true,
  ],
  [
    "what is required of alternatives",
    { required: ["a"], oneOf: [object({ a: text }, []), object({ a: text, b: text }, [])] },
    true,
  ],
  [
    "what is required beside alternatives",
    { ...object({ a: text }), oneOf: [object({ b: text }), object({ c: text })] },
    false,
  ],
  ["the same property twice", { allOf: [object({ a: text }), object({ a: text }, [])] }, false],
  [
    "objects with properties of their own",
    { allOf: [object({ a: text }), object({ b: 1 })] },
    false,
  ],
  ["one of two", { oneOf: [object({ a: text }), object({ a: number }), text] }, false],
  ["what only describes", { allOf: [text, { description: "Words." }] }, false],
])("what openapi-fetch's types take apart: %s", (_, schema, want) => {
  expect(isLossyResult(context, { items: schema })).toBe(want);
});

// See findings/openapi-fetch-results-are-not-of-their-types.sh.
test("what no value is of both, or of a kind, compiles as what comes and goes", async () => {
  const schemas: JsonObject = {
    TextAndObject: { allOf: [text, object({ a: text })] },
    ListAndObject: { allOf: [{ type: "array", items: text }, object({ a: text })] },
    TwoTypes: { allOf: [object({ a: text }, []), object({ a: number })] },
    TwoValues: { allOf: [object({ a: { const: "x" } }), object({ a: { const: "y" } })] },
    InProperty: object({ a: { allOf: [text, number] }, b: false, c: { enum: [] } }),
    InUnion: { ...object({ a: text }), anyOf: [object({ b: text }), object({ a: number })] },
    Nothing: false,
    TwoLists: {
      allOf: [object({ a: list(["x"]) }), object({ a: list(["x"]) })],
      ...object({ a: list(["x", "y"]) }),
    },
    LeftOpen: { allOf: [object({ a: {} }), object({ a: { enum: ["x", "y"] } }, [])] },
    OfAlternatives: {
      required: ["a", "b"],
      oneOf: [object({ a: text }, []), object({ a: text, b: number }, [])],
    },
    OwnMap: {
      ...object({ a: number }),
      additionalProperties: { $ref: "#/components/schemas/OwnMap" },
    },
    ListedKeys: {
      type: "object",
      propertyNames: { enum: ["a", "b"] },
      additionalProperties: { $ref: "#/components/schemas/ListedKeys" },
    },
  };
  const paths = Object.fromEntries(
    Object.keys(schemas).map((key) => {
      const content = { "application/json": { schema: { $ref: `#/components/schemas/${key}` } } };
      const form = { "multipart/form-data": content["application/json"] };
      const responses = { 200: { description: "ok", content } };
      return [
        `/${key}`,
        {
          post: { requestBody: { required: true, content }, responses },
          put: { requestBody: { content: form }, responses: { 200: { description: "ok" } } },
        },
      ];
    }),
  );
  const info = { title: "T", version: "1" };
  const document = { openapi: "3.1.0", info, paths, components: { schemas } };
  expect(compile(await generateFromText(JSON.stringify(document)))).toEqual([]);
});
