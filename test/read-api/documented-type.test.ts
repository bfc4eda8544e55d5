import { Clashes } from "../../generator/read-api/scope.ts";
import { expect, test } from "vitest";
import { describeType } from "../../generator/read-api/documented-type.ts";

const place = "#/components/schemas/Page/properties/rows";

/** What is said of a schema beside a model that holds one which refers to itself, but is no model. */
function textOf(schema: object): string {
  const rows = { type: "array", items: { $ref: place } };
  const document = { components: { schemas: { Page: { properties: { rows } } } } };
  const modelNames = new Map([["Page", "Page"]]);
  const context = { document, file: "a.yaml", modelNames, clashes: new Clashes() };
  return describeType(context, schema).text;
}

test.each<[object, string]>([
  [{ type: "string" }, "string"],
  [{ type: ["integer", "null"] }, "integer | null"],
  [{ const: "a" }, '"a"'],
  [{ enum: [1, null] }, "1 | null"],
  [{ $ref: "#/components/schemas/Page" }, "Page"],
  [
    { type: "array", items: { oneOf: [{ type: "string" }, { type: "null" }] } },
    "(string | null)[]",
  ],
  [{ allOf: [{ $ref: "#/components/schemas/Page" }, { description: "Of it." }] }, "Page"],
  [{ type: "string", format: "binary" }, "BinaryInput"],
  [
    { type: "array", prefixItems: [{ const: 1 }, { type: ["string", "null"] }], items: false },
    "[1, string | null]",
  ],
  [
    { type: "array", prefixItems: [{ const: 1 }], items: { type: ["string", "null"] } },
    "[1, ...(string | null)[]]",
  ],
  [{ properties: {} }, "object"],
  [{}, "any"],
  [{ $ref: place }, "any[]"],
])("%j reads as %s", (schema, want) => {
  expect(textOf(schema)).toBe(want);
});
