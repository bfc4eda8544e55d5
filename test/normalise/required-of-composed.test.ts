import { expect, test } from "vitest";
import { emitSchema } from "../../generator/emit/schema.ts";
import { normalise } from "../../generator/normalise/index.ts";
import { documentOf, misjudged } from "../support/judged-literals.ts";

const text = { type: "string" };
const object = (properties: object) => ({ type: "object", properties });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const schemas = {
  A: object({ a: text, x: text }),
  B: object({ a: { type: "number" } }),
  AOrNull: { anyOf: [ref("A"), { type: "null" }] },
  AOrB: { oneOf: [ref("A"), ref("B")] },
};
const required = ["a"];

test.each<[string, object, string[]]>([
  ["what may be null", { allOf: [ref("AOrNull"), object({ b: text })], required }, ['{ a: "a" }']],
  ["one of two", { allOf: [ref("AOrB")], required }, ['{ a: "a" }', "{ a: 1 }"]],
  ["one of two, which stand there", { oneOf: [ref("A"), ref("B")], required }, ["{ a: 1 }"]],
  ["any of two", { anyOf: [ref("A"), ref("B")], required }, ["{ a: 1 }"]],
  ["one of two objects", { type: "object", oneOf: [ref("A"), ref("B")], required }, ["{ a: 1 }"]],
])("a property is required of %s", async (_, It, right) => {
  const wrong = ["{}", "{ a: true }", "null"];
  const want = [{ type: "It", right, wrong }];
  expect(await misjudged(documentOf({ ...schemas, It }), want)).toEqual([]);
});

test.each<[string, object]>([
  ["it", { allOf: [ref("AOrNull")], required }],
  ["one alternative", { oneOf: [ref("A"), { type: "null" }], required }],
])("null stays where %s may be null", async (_, It) => {
  const want = [{ type: "It", right: ["null", '{ a: "a" }'], wrong: ["{}"] }];
  expect(await misjudged(documentOf({ ...schemas, It }), want)).toEqual([]);
});

test("what every alternative requires is not said again", async () => {
  const It = {
    oneOf: [
      { ...schemas.A, required },
      { ...schemas.B, required },
    ],
    required,
  };
  const { text: types } = await emitSchema(normalise(documentOf({ It })));
  expect(types).not.toContain("unknown");
});
