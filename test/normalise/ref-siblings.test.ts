import { expect, test } from "vitest";
import { documentOf, misjudged, type Literals } from "../support/judged-literals.ts";

const $ref = "#/components/schemas/A";
const text = { type: "string" };
const A = { type: "object", properties: { a: text, b: text } };
const Kind = { type: "string", enum: ["cat", "dog"] };
const Composed = { allOf: [{ $ref }, { type: "object", properties: { c: text } }] };

test.each<[string, object, Omit<Literals, "type">]>([
  ["required", { $ref, required: ["a"] }, { right: ['{ a: "x" }'], wrong: ["{}", '{ b: "x" }'] }],
  [
    "properties",
    { $ref, type: "object", properties: { n: text }, required: ["n"] },
    {
      right: ['{ n: "x", a: "y" }'],
      wrong: ['{ a: "y" }', '{ n: "x", a: 1 }', '{ n: "x", z: 1 }'],
    },
  ],
  [
    "allOf",
    { $ref, allOf: [{ properties: { n: text } }] },
    { right: ['{ n: "x", a: "y" }'], wrong: ["{ a: 1 }", "{ n: 1 }"] },
  ],
  [
    "anyOf",
    { $ref, anyOf: [{ required: ["a"] }, { required: ["b"] }] },
    { right: ['{ a: "x" }', '{ b: "x" }'], wrong: ["{}", "{ a: 1 }"] },
  ],
  [
    "an enum",
    { $ref: "#/components/schemas/Kind", enum: ["cat"] },
    { right: ['"cat"'], wrong: ['"dog"'] },
  ],
  [
    "a const",
    { $ref: "#/components/schemas/Kind", const: "dog" },
    { right: ['"dog"'], wrong: ['"cat"'] },
  ],
  [
    "properties and null",
    { $ref, type: ["object", "null"], properties: { n: text }, required: ["n"] },
    { right: ["null", '{ n: "x", a: "y" }'], wrong: ["{}", '{ n: "x", a: 1 }'] },
  ],
  [
    "required of what is composed itself",
    { $ref: "#/components/schemas/Composed", required: ["a", "c"] },
    { right: ['{ a: "x", c: "y" }'], wrong: ['{ a: "x" }', '{ c: "y" }'] },
  ],
  [
    "words alone: the type is that which is referred to",
    { $ref, description: "An A.", deprecated: true, default: {} },
    { right: ["{}", '{ a: "x" }'], wrong: ["{ a: 1 }"] },
  ],
])("beside a $ref: %s", async (_, It, want) => {
  const document = documentOf({ A, Kind, Composed, It });
  expect(await misjudged(document, [{ type: "It", ...want }])).toEqual([]);
});

test("in 3.0, siblings of a $ref are to be ignored", async () => {
  const document = { ...documentOf({ A, It: { $ref, required: ["a"] } }), openapi: "3.0.3" };
  expect(await misjudged(document, [{ type: "It", right: ["{}"] }])).toEqual([]);
});
