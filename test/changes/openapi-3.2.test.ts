/** Changes of what OpenAPI 3.2 added. */
import { expect, test } from "vitest";
import { plainText } from "../../generator/changes/sentence.ts";
import type { JsonObject } from "../../generator/json.ts";
import { edited, type Edits } from "./support/base-document.ts";
import { judgeDocuments } from "./support/judge.ts";

const item = { $ref: "#/components/schemas/Item" };
const responsesOf = () => ({
  "200": { description: "ok", content: { "application/jsonl": { itemSchema: item } } },
});

const document = (): JsonObject => ({
  openapi: "3.2.0",
  info: { title: "Items", version: "1" },
  paths: {
    "/items": {
      query: { operationId: "search", responses: responsesOf() },
      additionalOperations: {
        COPY: {
          operationId: "copy",
          responses: responsesOf(),
          parameters: [
            { in: "querystring", name: "q", content: { "application/json": { schema: item } } },
          ],
        },
      },
    },
  },
  components: {
    schemas: { Item: { type: "object", required: ["id"], properties: { id: { type: "string" } } } },
  },
});

const items = "#/paths/~1items";
const copy = `${items}/additionalOperations/COPY`;

test.each<[string, Edits, string[]]>([
  [
    "an operation by QUERY that is gone",
    { [`${items}/query`]: undefined },
    ["major: Method `search` of `DefaultApi` is gone"],
  ],
  [
    "an additional operation that is new",
    { [`${items}/additionalOperations/LOCK`]: { operationId: "lock", responses: responsesOf() } },
    ["minor: Method `lock` of `DefaultApi` is new"],
  ],
  [
    "an item's property, in what is sent and received",
    { "#/components/schemas/Item/properties/id/type": "integer" },
    [
      "major: `Item.id` has another type: `number` instead of `string`",
      "major: `Item.id` has another type: `number` instead of `string`",
    ],
  ],
  [
    "the format of a sequence",
    {
      [`${copy}/responses`]: {
        "200": { description: "ok", content: { "application/json-seq": { itemSchema: item } } },
      },
    },
    ["minor: The result comes as `application/json-seq`"],
  ],
  [
    "a type that stands in an additional operation",
    {
      [`${copy}/responses/200/content/application~1jsonl/itemSchema`]: {
        type: "object",
        required: ["id"],
        properties: { id: { type: "integer" } },
      },
    },
    [
      "major: `result.id` has another type: `number` instead of `string`",
      "patch: One more place of the document differs, without further effect on any method or model",
    ],
  ],
])("%s", async (_, edits, want) => {
  const { entries } = await judgeDocuments(document(), edited(document(), edits));
  expect(entries.map(({ verdict, what }) => `${verdict}: ${plainText(what)}`)).toEqual(want);
});

test("where a change stands in an additional operation", async () => {
  const edits = { [`${copy}/operationId`]: "duplicate" };
  const { entries } = await judgeDocuments(document(), edited(document(), edits));
  expect(entries.map(({ pointer }) => pointer)).toEqual([`${copy}/operationId`]);
});
