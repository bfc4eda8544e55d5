import { expect, test } from "vitest";
import { emitSchema } from "../../generator/emit/schema.ts";
import { normalise } from "../../generator/normalise/index.ts";
import { nameRequiredOfComposed } from "../../generator/normalise/required-of-composed.ts";
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

test("a chain of schemas that require what the one before has is not followed to its end for each", () => {
  let looks = 0;
  const first = {
    type: "object",
    get properties() {
      looks += 1;
      return { p0: {} };
    },
  };
  const schemas: Record<string, object> = { S0: first };
  for (let step = 1; step <= 200; step += 1) {
    const own = { properties: { [`p${step}`]: {} }, required: [`p${step - 1}`] };
    schemas[`S${step}`] = {
      allOf: [{ $ref: `#/components/schemas/S${step - 1}` }, own],
      required: [`p${step - 1}`, `p${step}`],
    };
  }
  nameRequiredOfComposed({ openapi: "3.1.0", components: { schemas } });
  expect(looks).toBeLessThan(20);
});
