import { expect, test } from "vitest";
import { emitReference } from "../../generator/docs/reference.ts";
import { readApi } from "../../generator/read-api/index.ts";

const schema = {
  type: "object",
  required: ["size-in-cm"],
  properties: {
    "size-in-cm": { type: "integer", description: "Of its longest side." },
    label: { $ref: "#/components/schemas/Label" },
    old: { type: "string", deprecated: true },
  },
};

/** The rows about the body on the page of an operation that takes one. */
async function rowsOf(mediaType: string, body: object): Promise<string[]> {
  const requestBody = { content: { [mediaType]: { schema: body } } };
  const document = {
    paths: { "/parcels": { post: { operationId: "send", requestBody } } },
    components: { schemas: { Label: { type: "string" }, Parcel: schema } },
  };
  const pages = await emitReference(readApi(document, "spec.yaml"), "parcels");
  const page = pages.find(({ path }) => path === "docs/DefaultApi.md")?.text ?? "";
  return page.split("\n").filter((line) => line.startsWith("| `body"));
}

test.each(["application/json", "application/x-www-form-urlencoded"])(
  "the fields of a body that has no page of its own, as %s",
  async (mediaType) => {
    expect(await rowsOf(mediaType, schema)).toEqual([
      "| `body` | `object` | body | no | |",
      '| `body["size-in-cm"]` | `integer` | body | yes | Of its longest side. |',
      "| `body.label` | [`Label`](Label.md) | body | no | |",
      "| `body.old` | `string` | body | no | **Deprecated.** |",
    ]);
  },
);

test.each<[string, string, object]>([
  ["a model, which has a page", "application/json", { $ref: "#/components/schemas/Parcel" }],
  ["bytes, whatever is said of them", "application/xml", schema],
])("no fields of %s", async (_, mediaType, body) => {
  expect(await rowsOf(mediaType, body)).toHaveLength(1);
});
