import { expect, test } from "vitest";
import { readApi } from "../../generator/read-api/index.ts";

/** What a method asks for and resolves to, of a response in some media types with the same schema. */
function resultOf(mediaTypes: readonly string[], schema: object): [readonly string[], string] {
  const content = Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema }]));
  const responses = { 200: { description: "ok", content } };
  const api = readApi({ paths: { "/it": { get: { operationId: "get", responses } } } }, "a.yaml");
  const result = api.services[0]?.operations[0]?.result;
  return [result?.mediaTypes ?? [], result?.documentedType.text ?? ""];
}

const aspNet = ["text/plain", "application/json", "text/json"];
const json = ["application/json", "text/json"];

test.each<[string, readonly string[], object, readonly string[], string]>([
  [
    "no object as text (ASP.NET)",
    aspNet,
    { type: "array", items: { type: "number" } },
    json,
    "number[]",
  ],
  ["a string as text", aspNet, { type: "string" }, aspNet, "string"],
  ["what may be a string", aspNet, {}, aspNet, "string | any"],
  [
    "an object as text where there is no JSON",
    ["text/plain"],
    { type: "object" },
    ["text/plain"],
    "string",
  ],
])("%s", (_, mediaTypes, schema, asked, type) => {
  expect(resultOf(mediaTypes, schema)).toEqual([asked, type]);
});
