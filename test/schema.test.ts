import { describe, expect, test } from "vitest";
import {
  acceptsNull,
  follow,
  isBinary,
  mayBeObject,
  mayHoldSeveral,
  propertiesOf,
  requiredOf,
} from "../generator/schema.ts";

const text = { type: "string" };
const one = (name: string, schema: object = text) => ({
  properties: { [name]: schema },
  required: [name],
});
const a = { $ref: "#/components/schemas/A" };
const circle = { $ref: "#/components/schemas/Circle" };
const document = {
  components: {
    schemas: {
      A: one("a"),
      Alias: a,
      Circle: { ...one("c"), allOf: [circle, a] },
    },
  },
};

test.each<[string, unknown, object]>([
  ["a schema itself", text, text],
  ["what a reference to a reference means", { $ref: "#/components/schemas/Alias" }, one("a")],
  ["nothing, where a reference leads nowhere", { $ref: "#/components/schemas/None" }, {}],
  ["nothing, where there is no object", true, {}],
])("following leads to %s", (_, value, want) => {
  expect(follow(document, value)).toEqual(want);
});

test.each<[string, object, string[], string[]]>([
  ["its own", one("x"), ["x"], ["x"]],
  ["of a reference", a, ["a"], ["a"]],
  [
    "of all that it is composed of",
    { ...one("x"), allOf: [a, one("y")] },
    ["x", "a", "y"],
    ["x", "a", "y"],
  ],
  ["of alternatives, which require nothing", { anyOf: [a], oneOf: [one("y")] }, ["a", "y"], []],
  ["of what requires in an alternative", { allOf: [{ anyOf: [a] }] }, ["a"], []],
  ["in a circle", circle, ["c", "a"], ["c", "a"]],
])("properties and what is required, %s", (_, schema, names, required) => {
  expect([...propertiesOf(document, schema).keys()]).toEqual(names);
  expect([...requiredOf(document, schema)]).toEqual(required);
});

test("a property is as it is said first", () => {
  const number = { type: "number" };
  const schema = { allOf: [one("x", number), one("x")] };
  expect(propertiesOf(document, schema).get("x")).toBe(number);
});

describe("whether a value may be an object, or hold several", () => {
  test.each<[object, boolean, boolean]>([
    [text, false, false],
    [{ type: ["array", "null"] }, false, true],
    [{ items: text }, false, true],
    [{ type: "object" }, true, true],
    [{ properties: {} }, true, true],
    [{ additionalProperties: text }, true, true],
    [{ oneOf: [text, { type: "array" }] }, false, true],
    [{ allOf: [a, { description: "Of it." }] }, true, true],
    [{}, false, false],
  ])("%j: %s, %s", (schema, isObject, isSeveral) => {
    expect([mayBeObject(document, schema), mayHoldSeveral(document, schema)]).toEqual([
      isObject,
      isSeveral,
    ]);
  });
});

test.each<[object, boolean]>([
  [{ type: "string", format: "binary" }, true],
  [{ type: ["string", "null"], format: "binary" }, true],
  [{ contentMediaType: "image/png" }, true],
  [{ type: "string", contentMediaType: "image/png", contentEncoding: "base64" }, false],
  [{ contentEncoding: "binary" }, true],
  [{ type: "array", format: "binary" }, false],
  [{ type: "string", format: "byte" }, false],
])("%j holds bytes: %s", (schema, want) => {
  expect(isBinary({ ...schema })).toBe(want);
});

test.each<[unknown, boolean]>([
  [{ type: "null" }, true],
  [{ type: ["string", "null"] }, true],
  [text, false],
  [undefined, false],
])("%j accepts null: %s", (schema, want) => {
  expect(acceptsNull(schema)).toBe(want);
});
