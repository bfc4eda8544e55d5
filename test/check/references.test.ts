import { expect, test } from "vitest";
import { checkKinds, checkReferences } from "../../generator/check/references.ts";

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

const schema = { $ref: "#/components/schemas/A" };
const at = (operation: object) => ({ paths: { "/a": { post: operation } } });
const inContent = "Write it in content, as schema of a media type.";

test.each<[string, Record<string, unknown>, string, string]>([
  [
    "a response",
    at({ responses: { 200: schema } }),
    "responses/200: $ref leads to one of schemas, where one of responses is wanted",
    inContent,
  ],
  [
    "a body",
    at({ requestBody: schema }),
    "requestBody: $ref leads to one of schemas, where one of requestBodies is wanted",
    inContent,
  ],
  [
    "a parameter",
    at({ parameters: [schema] }),
    "parameters/0: $ref leads to one of schemas, where one of parameters or headers is wanted",
    "Write it as schema of the parameter.",
  ],
  [
    "a media type",
    at({ requestBody: { content: { "application/json": schema } } }),
    "requestBody/content/application~1json: $ref leads to one of schemas, where one of mediaTypes is wanted",
    "Write it as schema of the media type.",
  ],
])("a schema in the place of %s is refused", (_, document, want, remedy) => {
  expect(() => {
    checkKinds(document, "spec.yaml");
  }).toThrow(`spec.yaml#/paths/~1a/post/${want}: ${schema.$ref}\n  ${remedy}`);
});

test("another kind in the place of a schema is refused", () => {
  expect(() => {
    checkKinds(documentWith("#/components/responses/B"), "spec.yaml");
  }).toThrow(
    "spec.yaml#/components/schemas/A: $ref leads to one of responses, where one of schemas is wanted: " +
      "#/components/responses/B\n  Refer to what is in #/components/schemas.",
  );
});

test.each([
  at({ responses: { 200: { $ref: "#/components/responses/R" } } }),
  at({ responses: { 200: { $ref: "#/paths/~1b/get/responses/200" } } }),
  at({ responses: { 200: { headers: { X: { $ref: "#/components/headers/X" } } } } }),
  documentWith("#/components/responses/B/content/application~1json/schema"),
  { components: { schemas: { schemas: { properties: { $ref: schema } } } } },
])("%j refers to what is wanted", (document) => {
  expect(() => {
    checkKinds(document, "spec.yaml");
  }).not.toThrow();
});
