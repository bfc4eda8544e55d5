import { expect, test } from "vitest";
import { rewriteNullable } from "../../generator/normalise/nullable.ts";

/** What becomes of a schema. */
function rewritten(schema: object): unknown {
  const document = { openapi: "3.1.0", components: { schemas: { It: structuredClone(schema) } } };
  rewriteNullable(document);
  return document.components.schemas.It;
}

const $ref = "#/components/schemas/Other";
const none = { type: "null" };

test.each<[string, object, object]>([
  ["a type", { type: "string", nullable: true }, { type: ["string", "null"] }],
  ["nullable: false", { type: "string", nullable: false }, { type: "string" }],
  [
    "types that have null",
    { type: ["string", "null"], nullable: true },
    { type: ["string", "null"] },
  ],
  ["no type", { description: "Any.", nullable: true }, { description: "Any." }],
  [
    "properties without a type",
    { properties: { a: {} }, nullable: true },
    { type: ["object", "null"], properties: { a: {} } },
  ],
  [
    "an enum",
    { type: "string", enum: ["a"], nullable: true },
    { type: ["string", "null"], enum: ["a", null] },
  ],
  ["an enum that has null", { enum: ["a", null], nullable: true }, { enum: ["a", null] }],
  [
    "a const",
    { type: "string", const: "a", nullable: true },
    { type: ["string", "null"], enum: ["a", null] },
  ],
  ["a $ref", { $ref, nullable: true }, { anyOf: [{ $ref }, none] }],
  [
    "a $ref with a description, which stays outside",
    { $ref, description: "It.", "x-a": 1, nullable: true },
    { description: "It.", "x-a": 1, anyOf: [{ $ref }, none] },
  ],
  ["allOf of one", { allOf: [{ $ref }], nullable: true }, { anyOf: [{ $ref }, none] }],
  [
    "allOf of several",
    { allOf: [{ $ref }, { type: "object" }], nullable: true },
    { anyOf: [{ allOf: [{ $ref }, { type: "object" }] }, none] },
  ],
  [
    "a bare member of allOf (Upload.file of the OpenAI document)",
    { allOf: [{ $ref }, { nullable: true, description: "The file." }] },
    { description: "The file.", anyOf: [{ $ref }, none] },
  ],
  [
    "a member of allOf that says more",
    { allOf: [{ $ref }, { nullable: true, type: "object" }] },
    { allOf: [{ $ref }, { type: ["object", "null"] }] },
  ],
  ["oneOf", { oneOf: [{ $ref }], nullable: true }, { oneOf: [{ $ref }, none] }],
  [
    "anyOf with a member that takes null",
    { anyOf: [{ type: ["string", "null"] }], nullable: true },
    { anyOf: [{ type: ["string", "null"] }] },
  ],
  [
    "inside an array inside a property",
    { properties: { a: { type: "array", items: { type: "number", nullable: true } } } },
    { properties: { a: { type: "array", items: { type: ["number", "null"] } } } },
  ],
  [
    "examples, defaults and extensions are data",
    { default: { nullable: true }, example: { nullable: true }, "x-a": { nullable: true } },
    { default: { nullable: true }, example: { nullable: true }, "x-a": { nullable: true } },
  ],
])("%s", (_, given, want) => {
  expect(rewritten(given)).toEqual(want);
});
