import { expect, test } from "vitest";
import { typeFilesByEncoding } from "../../generator/normalise/files-without-type.ts";

const file = { type: "string", format: "binary" };

test.each<[string, object, string | undefined, object]>([
  ["sent as anything (TypeSpec)", {}, "*/*", file],
  [
    "sent as an image, with a text",
    { description: "A" },
    "image/png, image/gif",
    { description: "A", ...file },
  ],
  ["a list of them", { type: "array", items: {} }, "*/*", { type: "array", items: file }],
  ["sent as JSON: as it is", {}, "application/json", {}],
  ["sent as text: as it is", {}, "image/svg+xml, text/plain", {}],
  ["not said: as it is", {}, undefined, {}],
  ["with a type: as it is", { type: "string" }, "*/*", { type: "string" }],
  ["with values: as it is", { enum: ["a"] }, "*/*", { enum: ["a"] }],
])("%s", (_, given, contentType, want) => {
  const schema = { type: "object", properties: { it: structuredClone(given) } };
  const content = { "multipart/form-data": { schema, encoding: { it: { contentType } } } };
  typeFilesByEncoding({
    openapi: "3.1.0",
    paths: { "/a": { post: { requestBody: { content } } } },
  });
  expect(schema.properties.it).toEqual(want);
});

test("in a body that is no form, nothing is a file by its encoding", () => {
  const schema = { type: "object", properties: { it: {} } };
  const content = { "application/json": { schema, encoding: { it: { contentType: "*/*" } } } };
  typeFilesByEncoding({
    openapi: "3.1.0",
    paths: { "/a": { post: { requestBody: { content } } } },
  });
  expect(schema.properties.it).toEqual({});
});
