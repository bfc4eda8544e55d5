import { expect, test } from "vitest";
import { sayIn31 } from "../../generator/pull/canonical.ts";

test.each([
  [
    "an enum of one value",
    "3.1.0",
    { type: "string", enum: ["a"] },
    { type: "string", const: "a" },
  ],
  ["an enum of several", "3.1.0", { enum: ["a", "b"] }, { enum: ["a", "b"] }],
  [
    "binary",
    "3.1.0",
    { type: "string", format: "binary" },
    { type: "string", contentMediaType: "application/octet-stream" },
  ],
  [
    "nullable in 3.1 is the overlay's to repair",
    "3.1.0",
    { type: "string", nullable: true },
    { type: "string", nullable: true },
  ],
  ["nullable in 3.0", "3.0.3", { type: "string", nullable: true }, { type: ["string", "null"] }],
  [
    "nullable enum of one value in 3.0",
    "3.0.3",
    { type: "string", enum: ["a"], nullable: true },
    { type: ["string", "null"], enum: ["a", null] },
  ],
  [
    "exclusive limits in 3.0",
    "3.0.3",
    { minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
    { exclusiveMinimum: 1, maximum: 9 },
  ],
  ["a default is data", "3.0.3", { default: { enum: ["a"] } }, { default: { enum: ["a"] } }],
])("%s (%s): %j → %j", (_, openapi, given, want) => {
  const document = { openapi, components: { schemas: { S: { properties: { p: given } } } } };
  sayIn31(document);
  expect(document).toEqual({
    openapi: "3.1.0",
    components: { schemas: { S: { properties: { p: want } } } },
  });
});
