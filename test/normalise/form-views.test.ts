import { expect, test } from "vitest";
import { callerOf, load } from "../corpus/generated-client.ts";
import { receive, serve } from "../runtime/support.ts";
import { compile } from "../support/compile.ts";
import { generateFromText, textOf } from "../support/generate.ts";

const text = { type: "string" };
const textOrNull = { type: ["string", "null"] };
const file = { type: "string", format: "binary" };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const orNull = (schema: object) => ({ anyOf: [schema, { type: "null" }] });
const object = (properties: object, required: string[] = []) => ({
  type: "object",
  properties,
  required,
});

/** A document that takes a schema as a form and, where it is to be shared, gives it back as JSON. */
function withForm(
  schema: object,
  schemas: object = {},
  { mediaType = "multipart/form-data", isShared = false, encoding = {} } = {},
): string {
  const given = isShared ? { content: { "application/json": { schema } } } : {};
  const post = {
    operationId: "send",
    requestBody: { required: true, content: { [mediaType]: { schema, encoding } } },
    responses: { 200: { description: "Done.", ...given } },
  };
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: { "/send": { post } },
    components: { schemas },
  });
}

/** The emitted lines that hold one of the words. */
async function linesOf(document: string, words: RegExp): Promise<string[]> {
  const schema = textOf(await generateFromText(document), "src/schema.ts");
  return schema
    .split("\n")
    .filter((line) => words.test(line))
    .map((line) => line.trim());
}

const urlEncoded = { mediaType: "application/x-www-form-urlencoded" };

test.each<[string, object, object, string]>([
  ["a text", textOrNull, {}, "it?: string;"],
  ["an enum", { ...textOrNull, enum: ["a", null] }, {}, 'it?: "a";'],
  ["a file", { ...file, type: ["string", "null"] }, {}, "it?: BinaryInput;"],
  ["a list", { type: ["array", "null"], items: textOrNull }, {}, "it?: string[];"],
  ["a list that may be none", orNull({ type: "array", items: file }), {}, "it?: (BinaryInput)[];"],
  ["one of two", orNull({ type: ["number", "boolean"] }), {}, "it?: number | boolean;"],
  ["JSON, which has null", orNull(object({ a: text })), {}, "} | null;"],
  ["a list of JSON", { type: "array", items: orNull(object({ a: text })) }, {}, "} | null)[];"],
  [
    "text that is sent as JSON",
    textOrNull,
    { encoding: { it: { contentType: "application/json" } } },
    "it?: string | null;",
  ],
  ["a field of a form without parts", textOrNull, urlEncoded, "it?: string;"],
  ["nothing but null", { type: "null" }, {}, "it?: null;"],
])("null in a form: %s", async (_, it, options, want) => {
  const lines = await linesOf(
    withForm(object({ it }), {}, options),
    /it\?:|\)\[\];|\}( \| null)?;$/,
  );
  expect(lines).toContain(want);
});

const pet = {
  allOf: [
    ref("Base"),
    object({ photo: ref("Photo"), raw: file, owner: orNull(ref("Owner")) }, ["raw"]),
  ],
};
const schemas = {
  Base: object({ name: textOrNull }),
  Photo: file,
  Owner: object({ name: textOrNull, face: ref("Photo") }),
  Pet: pet,
};

test("what only forms have keeps its name", async () => {
  const lines = await linesOf(withForm(ref("Pet"), schemas), /Form\b|name\?/);
  expect(lines).toEqual([
    "name?: string;",
    "PhotoForm: BinaryInput;",
    "name?: string | null;",
    'photo?: components["schemas"]["PhotoForm"];',
  ]);
});

test("bytes in a form and text in JSON: each is sent as its type says", async () => {
  const call =
    'new api.DefaultApi(client).send({ raw: bytes, photo: bytes, owner: { name: null, face: "x" } } satisfies api.PetForm).then((pet: api.Pet) => [pet.raw.length, pet.name ?? null, pet.photo?.length])';
  const wrong = `
    import { type DefaultApi, type Pet } from "./index.ts";
    declare const api: DefaultApi;
    declare const pet: Pet;
    // @ts-expect-error A form has no null.
    await api.send({ raw: new Blob(), name: null });
    // @ts-expect-error A file is not its text.
    await api.send({ raw: "x" });
    // @ts-expect-error What comes is text.
    const blob: Blob = pet.raw;
  `;
  const document = withForm(ref("Pet"), schemas, { isShared: true });
  const files = [...(await generateFromText(document)), callerOf([call])];
  expect(compile([...files, { path: "src/wrong.ts", text: wrong }])).toEqual([]);
  const fields: unknown[] = [];
  const baseUrl = await serve((request, response) => {
    void receive(request).then((form) => {
      fields.push(...form.fields.map(({ name, content, type }) => [name, content, type]));
      response.setHeader("content-type", "application/json").end('{"raw":"abc","photo":"de"}');
    });
  });
  expect(await (await load(files))(0, baseUrl)).toEqual([3, null, 2]);
  const bytes = "\u0000\u00ff\r\n--\u0080\n";
  expect(fields).toEqual([
    ["photo", bytes, "application/octet-stream"],
    ["raw", bytes, "application/octet-stream"],
    ["owner", '{"name":null,"face":"x"}', "application/json"],
  ]);
});

test("a schema that reads alike in both has one name", async () => {
  const same = { Pet: object({ name: text, tags: { type: "array", items: text } }) };
  const document = withForm(ref("Pet"), same, { isShared: true });
  expect(await linesOf(document, /PetForm/)).toEqual([]);
});
