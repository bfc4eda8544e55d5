import { expect, test } from "vitest";
import { readApi } from "../../generator/read-api/index.ts";

/** The example of a model whose one use, in a response of this media type, gives one. */
function exampleOf(mediaType: string, example: unknown): unknown {
  const schema = { $ref: "#/components/schemas/Parcel" };
  const content = { [mediaType]: { schema, example } };
  const responses = { 200: { description: "ok", content } };
  const paths = { "/parcels": { get: { operationId: "list", responses } } };
  const components = {
    schemas: { Parcel: { type: "object", required: ["id"], properties: { id: text } } },
  };
  return readApi({ paths, components }, "a.yaml").models[0]?.example;
}

const text = { type: "string" };
const parcel = { id: "parcel_1" };

test.each(["application/json", "application/JSON", "application/hal+json; charset=utf-8"])(
  "an example in %s is one of the model",
  (mediaType) => {
    expect(exampleOf(mediaType, parcel)).toEqual(parcel);
  },
);

test.each(["application/jsonl", "application/json-seq", "application/xml"])(
  "an example in %s is not: the model's is made from its schema",
  (mediaType) => {
    expect(exampleOf(mediaType, '{"id":"a"}\n{"id":"b"}\n')).toEqual({ id: "string" });
  },
);
