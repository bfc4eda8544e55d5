import { expect, test } from "vitest";
import { listFixedKeys } from "../../generator/normalise/fixed-keys.ts";

const number = { type: "number" };
const keys = { enum: ["a", "b"] };

test.each<[string, object, object]>([
  [
    "keys in an enum",
    { type: "object", additionalProperties: number, propertyNames: keys },
    { type: "object", properties: { a: number, b: number }, additionalProperties: false },
  ],
  [
    "keys in an enum elsewhere, without a type",
    { additionalProperties: number, propertyNames: { $ref: "#/components/schemas/Keys" } },
    { type: "object", properties: { a: number, b: number }, additionalProperties: false },
  ],
  [
    "some of them with a schema of their own",
    {
      type: "object",
      properties: { a: {} },
      required: ["a"],
      additionalProperties: number,
      propertyNames: keys,
    },
    {
      type: "object",
      properties: { a: {}, b: number },
      required: ["a"],
      additionalProperties: false,
    },
  ],
  [
    "values of any kind",
    { type: ["object", "null"], propertyNames: keys },
    { type: ["object", "null"], properties: { a: {}, b: {} }, additionalProperties: false },
  ],
  [
    "no others than the properties: as it is",
    { type: "object", additionalProperties: false, propertyNames: keys },
    { type: "object", additionalProperties: false, propertyNames: keys },
  ],
  [
    "keys by a pattern: as it is",
    { type: "object", additionalProperties: number, propertyNames: { pattern: "^a" } },
    { type: "object", additionalProperties: number, propertyNames: { pattern: "^a" } },
  ],
])("%s", (_, given, want) => {
  const document = {
    openapi: "3.1.0",
    components: { schemas: { It: structuredClone(given), Keys: structuredClone(keys) } },
  };
  listFixedKeys(document);
  expect(document.components.schemas.It).toEqual(want);
});
