import { expect, test } from "vitest";
import { generateFromText, textOf } from "../support/generate.ts";

/** The constants beside the class of a document's operations. */
async function constantsOf(paths: object, schemas: object = {}): Promise<string[]> {
  const document = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths,
    components: { schemas },
  };
  const files = await generateFromText(JSON.stringify(document));
  const text = textOf(files, "src/default-api.ts");
  return [...text.matchAll(/^const .*?;$/gms)].map(([constant]) => constant.replace(/\s+/g, " "));
}

const text = { type: "string" };
const list = { type: "array", items: text };

function posting(operationId: string, mediaType: string, media: object) {
  const responses = { 204: { description: "ok" } };
  return { post: { operationId, requestBody: { content: { [mediaType]: media } }, responses } };
}

function fieldOf(name: string) {
  return { type: "object", properties: { [name]: text } };
}

const form = "multipart/form-data";
const model = { schema: { $ref: "#/components/schemas/send" } };
const inline = { schema: fieldOf("own") };
const schemas = { send: fieldOf("common") };

test("bodies of one model share the constant for their fields", async () => {
  const paths = { "/a": posting("one", form, model), "/b": posting("two", form, model) };
  expect(await constantsOf(paths, schemas)).toEqual([
    'const sendFields: FieldEncodings = { common: { kind: "text" } };',
  ]);
});

test("bodies of one model that are sent in two ways have two", async () => {
  const asJson = { ...model, encoding: { common: { contentType: "application/json" } } };
  const paths = { "/a": posting("one", form, model), "/b": posting("two", form, asJson) };
  expect(await constantsOf(paths, schemas)).toEqual([
    'const sendFields: FieldEncodings = { common: { kind: "text" } };',
    'const twoFields: FieldEncodings = { common: { kind: "json" } };',
  ]);
});

// The later one would take the place of the other, and its fields would be sent in the wrong way.
test.each([
  ["a model, then a method", ["other", model], ["send", inline]],
  ["a method, then a model", ["send", inline], ["other", model]],
] as const)("one name for %s: both constants are there", async (_, [one, first], [two, second]) => {
  const paths = { "/a": posting(one, form, first), "/b": posting(two, form, second) };
  const constants = await constantsOf(paths, schemas);
  expect(constants.filter((it) => it.includes("common"))).toHaveLength(1);
  expect(constants.filter((it) => it.includes("own"))).toHaveLength(1);
});

test("the styles of a form and those of another method's parameters keep apart", async () => {
  const query = { name: "ids", in: "query", explode: false, schema: list };
  const responses = { 204: { description: "ok" } };
  const media = {
    schema: { type: "object", properties: { tags: list } },
    encoding: { tags: { style: "pipeDelimited" } },
  };
  const constants = await constantsOf({
    "/a": posting("list", "application/x-www-form-urlencoded", media),
    "/b": { get: { operationId: "listField", parameters: [query], responses } },
  });
  expect(constants.filter((it) => it.includes("tags:"))).toHaveLength(1);
  expect(constants.filter((it) => it.includes("ids:"))).toHaveLength(1);
});
