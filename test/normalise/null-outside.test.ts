import { expect, test } from "vitest";
import { documentOf, misjudged, type Literals } from "../support/judged-literals.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const text = { type: "string" };
const A = { type: "object", properties: { a: text }, required: ["a"] };
const N = { type: ["object", "null"], properties: { a: text, b: text } };
const orNull: Omit<Literals, "type"> = {
  right: ["null", '{ a: "x" }'],
  wrong: ["undefined", "{}", "1", '{ a: "x", b: 1 }'],
};

test.each<[string, object, Omit<Literals, "type">]>([
  ['"null" beside allOf (Swashbuckle 10)', { type: "null", allOf: [ref("A")] }, orNull],
  ['[object, "null"] beside allOf', { type: ["object", "null"], allOf: [ref("A")] }, orNull],
  ['"null" beside a $ref', { type: "null", ...ref("A") }, orNull],
  ['[object, "null"] beside a $ref', { type: ["object", "null"], ...ref("A") }, orNull],
  ['[object, "null"] beside oneOf', { type: ["object", "null"], oneOf: [ref("A")] }, orNull],
  [
    "null in the oneOf and in the type",
    { type: ["object", "null"], oneOf: [ref("A"), { type: "null" }] },
    orNull,
  ],
  [
    "null in the oneOf beside allOf",
    { allOf: [ref("A")], oneOf: [{ properties: { c: text } }, { type: "null" }] },
    { right: ["null", '{ a: "x", c: "y" }'], wrong: ['{ c: "y" }'] },
  ],
  ["const: null", { const: null }, { right: ["null"], wrong: ["1", "undefined", "{}"] }],
  ["const: null among alternatives", { anyOf: [ref("A"), { const: null }] }, orNull],
  ["an enum of null", { enum: [null] }, { right: ["null"], wrong: ["1", "undefined"] }],
  [
    "nullable of 3.0 beside properties and a union",
    { type: "object", nullable: true, properties: { c: text }, oneOf: [ref("A")] },
    { right: ["null", '{ a: "x", c: "y" }'], wrong: ['{ c: "y" }'] },
  ],
  [
    "what an allOf requires of a nullable schema (plaid)",
    { allOf: [ref("N"), { type: "object", properties: { c: text } }], required: ["a", "c"] },
    {
      right: ['{ a: "x", c: "y" }'],
      wrong: ["null", '{ a: "x" }', '{ c: "y" }', '{ a: 1, c: "y" }'],
    },
  ],
  [
    "what an allOf requires of nothing but nullable schemas",
    { allOf: [ref("N")], required: ["a"] },
    { right: ['{ a: "x" }', "null"], wrong: ["{}", '{ b: "x" }'] },
  ],
  [
    "null of a type alone stays where it is",
    { type: ["string", "null"] },
    { right: ["null", '"a"'], wrong: ["1"] },
  ],
])("%s", async (_, It, want) => {
  expect(await misjudged(documentOf({ A, N, It }), [{ type: "It", ...want }])).toEqual([]);
});
