import { expect, test } from "vitest";
import type { MultipartField } from "../../generator/api-model.ts";
import { readApi } from "../../generator/read-api/index.ts";

/** How the one field of a form is sent. */
function fieldOf(
  schema: object,
  { encoding, schemas }: { encoding?: object; schemas?: object } = {},
): MultipartField | undefined {
  const media = {
    schema: { type: "object", properties: { data: schema } },
    encoding: { data: encoding },
  };
  const requestBody = { content: { "multipart/form-data": media } };
  const paths = { "/data": { post: { operationId: "send", requestBody, responses: {} } } };
  const [service] = readApi({ paths, components: { schemas } }, "a.yaml").services;
  const body = service?.operations[0]?.body;
  if (body?.encoding.kind !== "multipart") throw new Error("no multipart body");
  return body.encoding.fields[0];
}

const text = { type: "string" };

// JSON for each of these would put the text in quotes and escape its line feeds.
test.each([
  "application/jsonl",
  "application/json-seq",
  "application/x-jsonlines",
  "text/json5",
  "application/octet-stream; of=application/json",
])("a text sent as %s stays as it is", (contentType) => {
  expect(fieldOf(text, { encoding: { contentType } })?.kind).toBe("text");
});

test.each([
  "application/json",
  "Application/JSON",
  "application/json; charset=utf-8",
  "application/geo+json",
])("a text sent as %s is sent as JSON", (contentType) => {
  expect(fieldOf(text, { encoding: { contentType } })?.kind).toBe("json");
});

const itself = { $ref: "#/components/schemas/Json" };

test.each<[string, object, object]>([
  ["lists of lists", { type: "array", items: itself }, { kind: "json", array: true }],
  [
    "any JSON",
    { anyOf: [{ type: "string" }, { type: "array", items: itself }] },
    { kind: "auto", array: false },
  ],
  ["nothing but itself", { allOf: [itself] }, { kind: "auto", array: false }],
])("a field whose schema refers to itself, as %s", (_, schema, want) => {
  expect(fieldOf(itself, { schemas: { Json: schema } })).toMatchObject(want);
});

const object = { type: "object" };

test.each<[string, object, object]>([
  ["of one kind", { prefixItems: [text, text], items: text }, { kind: "text", array: true }],
  ["of objects", { prefixItems: [object] }, { kind: "json", array: true }],
  ["whose value decides", { prefixItems: [object], items: text }, { kind: "auto", array: true }],
])("a tuple %s", (_, schema, want) => {
  expect(fieldOf({ type: "array", ...schema })).toMatchObject(want);
});

const files = { type: "array", items: { type: "string", format: "binary" } };
const none = { type: "null" };

test.each<[string, object, object]>([
  ["a list of files, or none", { anyOf: [files, none] }, { kind: "binary", array: true }],
  ["a list by allOf", { allOf: [files] }, { kind: "binary", array: true }],
  ["one or a list", { anyOf: [files, files.items] }, { kind: "auto", array: false }],
])("what one alternative is: %s", (_, schema, want) => {
  expect(fieldOf(schema)).toMatchObject(want);
});
