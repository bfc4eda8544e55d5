import { expect, test } from "vitest";
import { documentOf, misjudged, type Literals } from "../support/judged-literals.ts";

const text = { type: "string" };
const size = { type: "object", properties: { width: { type: "number" } } };
const ref = (path: string) => ({ $ref: `#/components/schemas/${path}` });
const It: Literals = {
  type: "It",
  right: ["{ width: 1 }"],
  wrong: ['{ width: "1" }', "undefined", "null", "[]"],
};

test.each<[string, object, string]>([
  [
    "a property that may be left out",
    { type: "object", properties: { size } },
    "Box/properties/size",
  ],
  [
    "a property of one that may be null",
    { type: ["object", "null"], properties: { size }, required: ["size"] },
    "Box/properties/size",
  ],
  ["the items of a list", { type: "array", items: size }, "Box/items"],
  ["an item of a tuple", { type: "array", prefixItems: [text, size] }, "Box/prefixItems/1"],
  ["a member of allOf", { allOf: [{ type: "object" }, size] }, "Box/allOf/1"],
  ["a member of oneOf", { oneOf: [text, size] }, "Box/oneOf/1"],
  ["the values of a map", { additionalProperties: size }, "Box/additionalProperties"],
  ["the values of some keys", { patternProperties: { "^x/": size } }, "Box/patternProperties/^x~1"],
  ["what is not allowed elsewhere", { not: size }, "Box/not"],
  [
    "a property within",
    { type: "array", items: { type: "object", properties: { size } } },
    "Box/items/properties/size",
  ],
])("a reference to %s has the type of that alone", async (_, Box, path) => {
  const document = documentOf({ Box, It: ref(path) });
  expect(await misjudged(document, [It])).toEqual([]);
});

test("what it refers to in turn, and itself, is followed", async () => {
  const Tree = {
    type: "object",
    properties: {
      kids: { type: "array", items: ref("Tree/properties/kids") },
      name: { type: "object", properties: { first: text } },
      like: ref("Tree/properties/name/properties/first"),
    },
  };
  const document = documentOf({ Tree, Kids: ref("Tree/properties/kids") });
  const want: Literals[] = [
    { type: "Kids", right: ["[[], [[]]]"], wrong: ["[1]"] },
    { type: "Tree", right: ['{ like: "a", kids: [[]] }'], wrong: ["{ like: 1 }", "{ kids: [1] }"] },
  ];
  expect(await misjudged(document, want)).toEqual([]);
});
