import { expect, test } from "vitest";
import { generate } from "../../generator/generate.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";

const file = { type: "string", format: "binary" };
const text = { type: "string" };
const object = (properties: object) => ({ schema: { type: "object", properties } });

const json = "application/json";
const urlEncoded = "application/x-www-form-urlencoded";
const form = "multipart/form-data";

/** What is told of an operation with this content of its body. */
async function toldOf(content: object): Promise<string[]> {
  const responses = { 204: { description: "done" } };
  const document = {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: { "/a": { post: { operationId: "a", requestBody: { content }, responses } } },
    components: { schemas: { Form: object({ files: { type: "array", items: file } }).schema } },
  };
  const told: string[] = [];
  await generate({
    document,
    file: "a.yaml",
    runtime: await loadRuntime(),
    warn: (text) => told.push(text),
  });
  return told;
}

const url = object({ url: text });

test.each<[string, object, string, string, string]>([
  ["JSON", { [json]: url, [form]: object({ image: file }) }, "image", form, json],
  [
    "a form without parts",
    { [urlEncoded]: url, [form]: object({ a: file, b: file, c: text }) },
    "a, b",
    form,
    urlEncoded,
  ],
  [
    "JSON, and a list of files behind a $ref",
    { [json]: url, [form]: { schema: { $ref: "#/components/schemas/Form" } } },
    "files",
    form,
    json,
  ],
  [
    "a form that lacks it",
    { [form]: url, "multipart/mixed": object({ x: file }) },
    "x",
    "multipart/mixed",
    form,
  ],
])(
  "a file that only a later media type holds is told: first is %s",
  async (_, content, names, type, first) => {
    const place = `a.yaml#/paths/~1a/post/requestBody/content/${type.replace("/", "~1")}`;
    expect(await toldOf(content)).toEqual([
      `${place}: only this has files (${names}), and the client sends ${first}, which comes first\n` +
        `  To send files, list ${type} first.\n`,
    ]);
  },
);

test("so are bytes that may be the whole body", async () => {
  expect(await toldOf({ [json]: url, "image/*": { schema: file } })).toEqual([
    `a.yaml#/paths/~1a/post/requestBody/content/image~1*: only this is bytes, and the client sends ${json}, which comes first\n` +
      "  To send bytes, list image/* first.\n",
  ]);
});

test.each<[string, object]>([
  ["the form is first", { [form]: object({ image: file }), [json]: url }],
  [
    "JSON has the file too, so the form is sent",
    { [json]: object({ image: file }), [form]: object({ image: file }) },
  ],
  ["no media type has a file", { [json]: url, [form]: url, "application/xml": url }],
  [
    "the body is bytes already",
    { "application/octet-stream": {}, [form]: object({ image: file }) },
  ],
])("nothing is told where %s", async (_, content) => {
  expect(await toldOf(content)).toEqual([]);
});
