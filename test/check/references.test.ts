import { expect, test } from "vitest";
import { checkReferences } from "../../generator/check/references.ts";

const documentWith = ($ref: string) => ({ components: { schemas: { A: { $ref } } } });

test.each([
  "#/x-a;alert(1)/b",
  "#/x-a/b",
  "#/info/x-a",
  "#/tags/0",
  "#/paths/~1a/get/responses/200/content/application~1json/schema",
  "#/components/requestBodies/A/content/text~1plain/schema/properties/b",
  "#/components/requestBodies/A/content/text~1plain/schema/properties/$defs/b",
])("a $ref to %s is refused, since the types have no such place", ($ref) => {
  expect(() => {
    checkReferences(documentWith($ref), "spec.yaml");
  }).toThrow(`spec.yaml#/components/schemas/A: $ref leads to what has no type of its own: ${$ref}`);
});

test.each([
  "#/components/schemas/B",
  "#/components/schemas/content/properties/schema",
  "#/components/schemas/B/properties/content/properties/schema",
  "#/paths/~1a/get/parameters/0/schema",
  "#/components/requestBodies/A/content/text~1plain/schema/$defs/b",
  "#/components/requestBodies/A/content/text~1plain/schema/items/$defs/b/$defs/c",
])("a $ref to %s is fine", ($ref) => {
  expect(() => {
    checkReferences(documentWith($ref), "spec.yaml");
  }).not.toThrow();
});
