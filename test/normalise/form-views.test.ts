import { expect, test } from "vitest";
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

test("what is a form and JSON has a name for each", async () => {
  const lines = await linesOf(withForm(ref("Pet"), schemas, { isShared: true }), /raw\??:|Form:/);
  expect(lines).toEqual([
    "BaseForm: {",
    "PhotoForm: BinaryInput;",
    "raw: string;",
    'PetForm: components["schemas"]["BaseForm"] & {',
    "raw: BinaryInput;",
  ]);
});

test("a schema that reads alike in both has one name", async () => {
  const same = { Pet: object({ name: text, tags: { type: "array", items: text } }) };
  const document = withForm(ref("Pet"), same, { isShared: true });
  expect(await linesOf(document, /PetForm/)).toEqual([]);
});

test.each([
  ["multipart/form-data", "application/x-www-form-urlencoded"],
  ["application/x-www-form-urlencoded", "multipart/form-data"],
])("bytes in a form with parts, text in one without: %s first", async (...mediaTypes) => {
  const info = { title: "T", version: "1" };
  const paths = mediaTypes.map((mediaType) => {
    const requestBody = { content: { [mediaType]: { schema: ref("Pet") } } };
    const post = { operationId: `send ${mediaType}`, requestBody, responses: {} };
    return [`/${mediaType}`, { post }] as const;
  });
  const document = { openapi: "3.1.0", info, paths: Object.fromEntries(paths) };
  const lines = await linesOf(
    JSON.stringify({ ...document, components: { schemas } }),
    /raw\??:|Form:|photo|Photo:|name\?|"Pet/,
  );
  const of = (mediaType: string, name: string) =>
    `"${mediaType}": components["schemas"]["${name}"];`;
  expect(lines).toEqual([
    ...mediaTypes.map((mediaType) =>
      of(mediaType, mediaType.startsWith("multipart") ? "PetForm" : "Pet"),
    ),
    "name?: string;",
    "Photo: string;",
    "PhotoForm: BinaryInput;",
    "name?: string | null;",
    'photo?: components["schemas"]["Photo"];',
    "raw: string;",
    'PetForm: components["schemas"]["Base"] & {',
    'photo?: components["schemas"]["PhotoForm"];',
    "raw: BinaryInput;",
  ]);
});
