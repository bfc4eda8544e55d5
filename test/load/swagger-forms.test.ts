import { expect, test } from "vitest";
import { callerOf, load } from "../corpus/generated-client.ts";
import { receive, serve } from "../runtime/support.ts";
import { generateFromText } from "../support/generate.ts";

const list = "type: array, items: { type: string }";

/** A document of two operations with the same form. */
function withForm(fields: readonly string[], consumes: string): string {
  const operation = (id: string) =>
    `post: { operationId: ${id}, consumes: [${consumes}], parameters: [${fields.join(", ")}], responses: { 204: { description: Done. } } }`;
  return `
swagger: "2.0"
info: { title: Old, version: "1" }
consumes: [application/json]
parameters: { shared: { name: shared, in: formData, ${list}, collectionFormat: pipes } }
paths:
  /a: { ${operation("first")} }
  /b: { ${operation("second")} }
`;
}

/** What a server receives as a form of the second operation that a call sends. */
async function sent(document: string, call: string): Promise<{ type: string; text: string }> {
  const files = [...(await generateFromText(document)), callerOf([call])];
  let received = { type: "", text: "" };
  const baseUrl = await serve((request, response) => {
    const type = request.headers["content-type"] ?? "";
    void receive(request).then(({ raw, fields }) => {
      const named = fields.map(({ name, content }) => `${name}=${content}`);
      received = { type, text: type.startsWith("multipart") ? named.join("&") : raw };
      response.writeHead(204).end();
    });
  });
  await (
    await load(files)
  )(0, baseUrl);
  return received;
}

const lists = [
  `{ name: none, in: formData, ${list} }`,
  `{ name: csv, in: formData, ${list}, collectionFormat: csv }`,
  `{ name: ssv, in: formData, ${list}, collectionFormat: ssv }`,
  `{ name: multi, in: formData, ${list}, collectionFormat: multi }`,
  "{ $ref: '#/parameters/shared' }",
];
const given = '["1", "2"]';
const values = `{ none: ${given}, csv: ${given}, ssv: ${given}, multi: ${given}, shared: ${given} }`;

test.each<[string, string]>([
  [
    "application/x-www-form-urlencoded",
    "multi=1&multi=2&none=1%2C2&csv=1%2C2&ssv=1+2&shared=1%7C2",
  ],
  ["multipart/form-data", "multi=1&multi=2&none=1,2&csv=1,2&ssv=1 2&shared=1|2"],
])("lists in a form are written in their format: %s", async (consumes, want) => {
  const call = `new api.DefaultApi(client).second(${values})`;
  const { type, text } = await sent(withForm(lists, consumes), call);
  expect(type).toContain(consumes);
  expect(text).toBe(want);
});

test("a form with a file is multipart, whatever else the document consumes", async () => {
  const document = withForm(["{ name: file, in: formData, type: file }"], "application/json");
  const { type, text } = await sent(document, "new api.DefaultApi(client).second({ file: bytes })");
  expect(type).toContain("multipart/form-data");
  expect(text).toBe("file=\u0000\u00ff\r\n--\u0080\n");
});
