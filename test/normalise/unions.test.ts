import { expect, test } from "vitest";
import { documentOf, misjudged, type Literals } from "../support/judged-literals.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: object, rest: object = {}) => ({ type: "object", properties, ...rest });
const text = { type: "string" };
const number = { type: "number" };
const A = object({ a: text }, { required: ["a"] });
const B = object({ b: number }, { required: ["b"] });
const id = { id: text };
const both = {
  right: ['{ id: "1", a: "x" }', '{ id: "1", b: 2 }'],
  wrong: ['{ id: "1" }', '{ a: "x" }', '{ id: "1", a: 1 }', "{ id: 1, b: 2 }"],
};
const needsId = { required: ["id"] };

test.each<[string, object, Omit<Literals, "type">]>([
  ["properties", object(id, { ...needsId, anyOf: [ref("A"), ref("B")] }), both],
  ["properties without a type", { properties: id, ...needsId, anyOf: [ref("A"), ref("B")] }, both],
  ["allOf", { allOf: [object(id, needsId)], anyOf: [ref("A"), ref("B")] }, both],
  ["oneOf", { oneOf: [object(id, needsId)], anyOf: [ref("A"), ref("B")] }, both],
  [
    "additionalProperties",
    {
      type: "object",
      additionalProperties: text,
      anyOf: [A, object({ c: text }, { required: ["c"] })],
    },
    { right: ['{ a: "x", any: "y" }'], wrong: ['{ any: "y" }', '{ a: "x", any: 1 }'] },
  ],
  [
    "bare required: one of the properties has to be there",
    object({ a: text, b: number }, { anyOf: [{ required: ["a"] }, { required: ["b"] }] }),
    {
      right: ['{ a: "x" }', "{ b: 1 }", '{ a: "x", b: 1 }'],
      wrong: ["{}", "{ a: 1 }", '{ a: "x", c: 1 }'],
    },
  ],
  [
    "bare required in a oneOf",
    object(
      { a: text, b: number },
      { oneOf: [{ required: ["a"] }, { required: ["b"], title: "B" }] },
    ),
    { right: ['{ a: "x" }', "{ b: 1 }"], wrong: ["{}", '{ b: "x" }'] },
  ],
  [
    "bare required of what the allOf declares",
    {
      allOf: [object({ a: text }), object({ b: number })],
      anyOf: [{ required: ["a"] }, { required: ["b"] }],
    },
    { right: ['{ a: "x" }', "{ b: 1 }"], wrong: ["{}"] },
  ],
  [
    "a member that says nothing of types",
    object(id, { ...needsId, anyOf: [{ minProperties: 1 }, { not: { required: ["x"] } }] }),
    { right: ['{ id: "1" }'], wrong: ["{}", "{ id: 1 }", "1"] },
  ],
  [
    "null among the members",
    object(id, { ...needsId, anyOf: [ref("A"), { type: "null" }] }),
    { right: ["null", '{ id: "1", a: "x" }'], wrong: ['{ id: "1" }', '{ a: "x" }'] },
  ],
  [
    "null among the members of a oneOf",
    object(id, { ...needsId, oneOf: [{ type: "null" }, ref("A"), ref("B")] }),
    { ...both, right: ["null", ...both.right] },
  ],
  [
    "a type and formats of it",
    { type: "string", anyOf: [{ format: "ipv4" }, { format: "ipv6" }] },
    { right: ['"127.0.0.1"'], wrong: ["1", "{}"] },
  ],
  [
    "a type and lists of its values",
    { type: "string", anyOf: [{ enum: ["a"] }, { const: "b" }] },
    { right: ['"a"', '"b"'], wrong: ['"c"'] },
  ],
  [
    "a list and what it may hold",
    { type: "array", items: text, anyOf: [{ minItems: 1 }, { maxItems: 0 }] },
    { right: ['["a"]'], wrong: ["[1]", '"a"'] },
  ],
  [
    "nothing: it stays a union",
    { type: "object", description: "One.", anyOf: [ref("A"), ref("B")] },
    { right: ['{ a: "x" }', '{ a: "x", b: 1 }'], wrong: ["{}", "1"] },
  ],
])("anyOf beside %s", async (_, It, want) => {
  expect(await misjudged(documentOf({ A, B, It }), [{ type: "It", ...want }])).toEqual([]);
});

test("a union that a discriminator tells apart, in an allOf, keeps all that its alternatives have", async () => {
  const withType = (own: object) => object({ type: text, ...own });
  const schemas = {
    A: withType({ a: text }),
    B: withType({ b: { type: "number" } }),
    Either: {
      oneOf: [ref("A"), ref("B")],
      discriminator: { propertyName: "type", mapping: { a: "A", b: "B", c: "B" } },
    },
    Alias: ref("Either"),
    It: { allOf: [ref("Either"), object({ status: { enum: ["on"] } })] },
    Same: { allOf: [ref("Alias"), object({ status: { enum: ["on"] } })] },
  };
  const want = {
    right: ['{ type: "a", a: "x", status: "on" }', '{ type: "c", b: 1 }'],
    wrong: ['{ type: "a", b: 1 }', '{ type: "d" }', '{ a: "x" }', '{ type: "a", status: "off" }'],
  };
  const literals = ["It", "Same"].map((type) => ({ type, ...want }));
  expect(await misjudged(documentOf(schemas), literals)).toEqual([]);
});
