import { describe, expect, test } from "vitest";
import { plainText } from "../../generator/changes/sentence.ts";
import { judgeDocuments } from "./support/judge.ts";

const text = { type: "string" };
const filter = { type: "object", required: ["name"], properties: { name: text, tag: text } };

/** A document whose one operation takes this schema as JSON. */
function documentOf(schema: object, mediaType = "application/json") {
  const parameter = { name: "filter", in: "query", content: { [mediaType]: { schema } } };
  const responses = { "204": { description: "" } };
  return {
    openapi: "3.1.0",
    info: { title: "Filters", version: "1" },
    paths: { "/things": { get: { operationId: "list", parameters: [parameter], responses } } },
  };
}

describe("what changes in a parameter's content", () => {
  const inside = "#/paths/~1things/get/parameters/0/content/application~1json/schema";

  test.each<[what: string, schema: object, verdict: string, pointer: RegExp]>([
    ["a property became required", { ...filter, required: ["name", "tag"] }, "major", /\/tag$/],
    ["a property removed", { ...filter, properties: { name: text } }, "major", /./],
    [
      "a limit tightened",
      { ...filter, properties: { name: { ...text, maxLength: 3 }, tag: text } },
      "major",
      /\/name$/,
    ],
  ])("%s", async (_, schema, verdict, pointer) => {
    const report = await judgeDocuments(documentOf(filter), documentOf(schema));
    const [first] = report.entries;
    expect(report.verdict).toBe(verdict);
    expect(first?.pointer.startsWith(inside)).toBe(true);
    expect(first?.pointer).toMatch(pointer);
    expect(plainText(first?.what ?? [])).not.toContain("without effect");
  });

  test("in a media type that the caller writes, what types do not show", async () => {
    const form = "application/x-www-form-urlencoded";
    const head = documentOf({ ...filter, required: ["name", "tag"] }, form);
    const { verdict } = await judgeDocuments(documentOf(filter, form), head);
    expect(verdict).toBe("major");
  });
});
