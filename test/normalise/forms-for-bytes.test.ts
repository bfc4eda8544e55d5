import { expect, test } from "vitest";
import { preferFormsForBytes } from "../../generator/normalise/forms-for-bytes.ts";

const file = { type: "string", format: "binary" };
const text = { type: "string" };
const object = (properties: object) => ({ schema: { type: "object", properties } });

/** In which order the media types of a body stand afterwards. */
function orderOf(content: object, schemas: object = {}): string[] {
  const requestBody = { content };
  preferFormsForBytes({ paths: { "/a": { post: { requestBody } } }, components: { schemas } });
  return Object.keys(requestBody.content);
}

const json = "application/json";
const urlEncoded = "application/x-www-form-urlencoded";
const form = "multipart/form-data";
const upload = object({ file, name: text });

test.each<[string, object, string[]]>([
  ["JSON with a file", { [json]: upload, [form]: upload }, [form, json]],
  [
    "JSON and a form without parts (drf-spectacular)",
    { [json]: upload, [urlEncoded]: upload, [form]: upload },
    [form, json, urlEncoded],
  ],
  [
    "a list of files",
    { [json]: object({ it: { type: "array", items: file } }), [form]: upload },
    [form, json],
  ],
  [
    "a file behind a $ref",
    { [json]: { schema: { $ref: "#/components/schemas/Up" } }, [form]: upload },
    [form, json],
  ],
])("a form with parts comes before %s", (_, content, want) => {
  expect(orderOf(content, { Up: upload.schema })).toEqual(want);
});

test.each<[string, object]>([
  ["the other has no file", { [json]: object({ url: text }), [form]: upload }],
  ["the form has no file", { [json]: upload, [form]: object({ name: text }) }],
  ["the form is first", { [form]: upload, [json]: upload }],
  ["the body is the file", { "image/png": { schema: file }, [form]: upload }],
  [
    "the file is in an object, which is JSON",
    { [json]: object({ it: upload.schema }), [form]: upload },
  ],
  ["the parts have no names", { [json]: upload, "multipart/mixed": upload }],
])("the order stays where %s", (_, content) => {
  expect(orderOf(content)).toEqual(Object.keys(content));
});
