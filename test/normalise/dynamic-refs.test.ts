import { expect, test } from "vitest";
import { documentOf, misjudged, type Literals } from "../support/judged-literals.ts";

const text = { type: "string" };
const tree = (reference: object, anchor: object = {}) => ({
  ...anchor,
  type: "object",
  properties: { name: text, children: { type: "array", items: reference } },
  required: ["name"],
});
const treeLiterals: Omit<Literals, "type"> = {
  right: ['{ name: "a", children: [{ name: "b", children: [] }] }'],
  wrong: ['{ name: "a", children: [{}] }', '{ name: "a", children: [{ name: 1 }] }'],
};

test.each<[string, object, Omit<Literals, "type">]>([
  [
    "$dynamicRef to the anchor around it",
    tree({ $dynamicRef: "#node" }, { $dynamicAnchor: "node" }),
    treeLiterals,
  ],
  ["$recursiveRef", tree({ $recursiveRef: "#" }, { $recursiveAnchor: true }), treeLiterals],
  ["$recursiveRef without an anchor", tree({ $recursiveRef: "#" }), treeLiterals],
  ["$dynamicRef with a pointer", tree({ $dynamicRef: "#/components/schemas/It" }), treeLiterals],
  [
    "the innermost of several",
    {
      $dynamicAnchor: "node",
      type: "object",
      properties: { inner: tree({ $dynamicRef: "#node" }, { $dynamicAnchor: "node" }) },
    },
    {
      right: ['{ inner: { name: "a", children: [{ name: "b" }] } }'],
      wrong: ["{ inner: { name: 1 } }", '{ inner: { name: "a", children: [{ inner: {} }] } }'],
    },
  ],
  [
    "a member of a union that a discriminator tells apart (CompoundFilter of the OpenAI document)",
    {
      $recursiveAnchor: true,
      type: "object",
      properties: {
        kind: { enum: ["and", "or"] },
        of: {
          type: "array",
          items: {
            oneOf: [{ $ref: "#/components/schemas/Leaf" }, { $recursiveRef: "#" }],
            discriminator: { propertyName: "kind" },
          },
        },
      },
      required: ["kind", "of"],
    },
    {
      right: ['{ kind: "and", of: [{ kind: "or", of: [{ kind: "eq", value: "x" }] }] }'],
      wrong: ['{ kind: "and", of: [{ kind: "It", of: [] }] }', '{ kind: "and", of: [{}] }'],
    },
  ],
  [
    "an anchor that only one schema of the document has",
    { type: "array", items: { $dynamicRef: "#leaf" } },
    { right: ['[{ kind: "eq", value: "x" }]'], wrong: ["[1]"] },
  ],
  ["nothing but itself", { $recursiveRef: "#" }, { right: ["1"] }],
  [
    "each other and nothing else",
    {
      type: "object",
      properties: {
        a: { $dynamicAnchor: "a", $dynamicRef: "#b" },
        b: { $dynamicAnchor: "b", $dynamicRef: "#a" },
      },
    },
    { right: ["{ a: 1 }"], wrong: ["1"] },
  ],
  [
    "an anchor that several have: what it means depends on who asks",
    {
      type: "array",
      items: { $dynamicRef: "#T" },
      $defs: { A: { $dynamicAnchor: "T", type: "string" }, B: { $dynamicAnchor: "T" } },
    },
    { right: ['["a"]', "[1]"], wrong: ['"a"'] },
  ],
])("%s", async (_, It, want) => {
  const Leaf = {
    $dynamicAnchor: "leaf",
    type: "object",
    properties: { kind: { const: "eq" }, value: text },
    required: ["kind", "value"],
  };
  expect(await misjudged(documentOf({ Leaf, It }), [{ type: "It", ...want }])).toEqual([]);
});
