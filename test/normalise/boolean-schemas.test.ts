import { expect, test } from "vitest";
import { documentOf, misjudged, type Literals } from "../support/judged-literals.ts";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const properties = (given: object, required: string[] = []) => ({
  type: "object",
  properties: given,
  required,
});

test.each<[string, object, Literals[]]>([
  [
    "true, by a $ref",
    { It: true, Box: properties({ it: ref("It") }, ["it"]) },
    [{ type: "Box", right: ["{ it: 1 }", "{ it: null }"], wrong: ["{}"] }],
  ],
  [
    "false, by a $ref",
    { It: false, Box: properties({ a: { type: "string" }, it: ref("It") }) },
    [
      { type: "Box", right: ['{ a: "b" }'], wrong: ['{ a: "b", it: 1 }'] },
      { type: "It", wrong: ["1", "null", "{}"] },
    ],
  ],
  [
    "a property that is referred to",
    { Box: properties({ no: false, any: true, alike: ref("Box/properties/no") }) },
    [{ type: "Box", right: ["{ any: 1 }"], wrong: ["{ no: 1 }", "{ alike: 1 }"] }],
  ],
  [
    "a definition",
    { Box: { ...properties({ no: ref("Box/$defs/No") }), $defs: { No: false, Any: true } } },
    [{ type: "Box", right: ["{}"], wrong: ["{ no: 1 }"] }],
  ],
  [
    "alternatives",
    { It: { anyOf: [false, { type: "string" }] }, Any: { oneOf: [true, { type: "string" }] } },
    [
      { type: "It", right: ['"a"'], wrong: ["1"] },
      { type: "Any", right: ["1", '"a"'] },
    ],
  ],
  [
    "items of a tuple",
    { It: { type: "array", prefixItems: [true, { type: "string" }, false], minItems: 2 } },
    [{ type: "It", right: ['[1, "a"]'], wrong: ['[1, "a", 1]', "[1, 1]"] }],
  ],
  [
    "a member of an allOf",
    { Any: true, It: { allOf: [ref("Any"), properties({ a: { type: "string" } }, ["a"])] } },
    [{ type: "It", right: ['{ a: "b" }'], wrong: ["{}"] }],
  ],
])("true and false as schemas: %s", async (_, schemas, want) => {
  expect(await misjudged(documentOf(schemas), want)).toEqual([]);
});
