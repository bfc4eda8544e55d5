import { expect, test } from "vitest";
import type { Operation } from "../../generator/api-model.ts";
import { readApi } from "../../generator/read-api/index.ts";

/** How the one field of a form is sent, as its `encoding` says. */
function kindOfField(schema: object, contentType: string): string | undefined {
  const media = {
    schema: { type: "object", properties: { data: schema } },
    encoding: { data: { contentType } },
  };
  const requestBody = { content: { "multipart/form-data": media } };
  const paths = { "/data": { post: { operationId: "send", requestBody, responses: {} } } };
  const [service] = readApi({ paths }, "a.yaml").services;
  const { encoding } = (service?.operations[0] as Operation).body ?? {};
  if (encoding?.kind !== "multipart") throw new Error("no multipart body");
  return encoding.fields[0]?.kind;
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
  expect(kindOfField(text, contentType)).toBe("text");
});

test.each([
  "application/json",
  "Application/JSON",
  "application/json; charset=utf-8",
  "application/geo+json",
])("a text sent as %s is sent as JSON", (contentType) => {
  expect(kindOfField(text, contentType)).toBe("json");
});
