import { describe, expect, test } from "vitest";
import { compile } from "../support/compile.ts";
import { generateFrom, generateFromText, textOf } from "../support/generate.ts";
import { hasSharedSpecs, needsSharedSpecs, sharedSpecs } from "../support/shared-specs.ts";

describe.skipIf(!hasSharedSpecs)(`autorest-formdata-v2${needsSharedSpecs}`, async () => {
  const [file = ""] = sharedSpecs("corpus").filter((name) => name.includes("autorest-formdata-v2"));
  const files = hasSharedSpecs ? await generateFrom(file) : [];

  test("compiles", () => {
    expect(compile(files)).toEqual([]);
  });

  test.each([
    ["a file and a text in one form", 'fileName: { kind: "text", required: true }'],
    ["a list of files", 'fileContent: { kind: "binary", array: true, required: true }'],
    ["a body that is a file", "formdataUploadFileViaBody(body: BinaryInput | string,"],
    ["an answer that is a file, though errors are JSON", "Promise<Blob>"],
  ])("%s", (_, want) => {
    expect(textOf(files, "src/formdata-api.ts")).toContain(want);
  });

  test("the server is made of scheme and host", () => {
    expect(textOf(files, "src/create-client.ts")).toContain('"http://localhost:3000"');
  });
});

/** A document of one operation with one parameter. */
function withParameter(parameter: string): string {
  return `
swagger: "2.0"
info: { title: Old, version: "1" }
host: api.example.com
paths:
  /things:
    post:
      operationId: post
      tags: [Things]
      parameters: [${parameter}]
      responses: { "204": { description: Done. } }
`;
}

test.each([
  ["csv", 'ids: { style: "form", explode: false }'],
  ["pipes", 'ids: { style: "pipeDelimited" }'],
  ["ssv", 'ids: { style: "spaceDelimited" }'],
  ["multi", "querySerializer: queryString,"],
])("a query parameter of collectionFormat %s", async (format, want) => {
  const parameter = `{ name: ids, in: query, type: array, items: { type: string }, collectionFormat: ${format} }`;
  const files = await generateFromText(withParameter(parameter));
  expect(textOf(files, "src/things-api.ts")).toContain(want);
});

test.each([
  [
    "{ name: a, in: query, type: array, items: { type: string }, collectionFormat: tsv }",
    "/collectionFormat: ",
  ],
  [
    "{ name: a, in: query, type: array, items: { type: array, items: { type: string }, collectionFormat: tsv } }",
    "/items/collectionFormat: ",
  ],
])("lists separated by tabs are refused with their place: %s", async (parameter, place) => {
  const refused = generateFromText(withParameter(parameter));
  await expect(refused).rejects.toThrow(`/parameters/0${place}`);
});
