import { expect, test } from "vitest";
import { plainText } from "../../generator/changes/sentence.ts";
import { judgeDocuments } from "./support/judge.ts";

/** A list of notes, whose authors are defined inside the note. */
function documentWith(author: object) {
  const $ref = "#/components/schemas/Note/$defs/Author";
  const Note = {
    type: "object",
    required: ["author"],
    properties: { author: { $ref } },
    $defs: { Author: { type: "object", required: Object.keys(author), properties: author } },
  };
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Note" } } };
  const get = { operationId: "getNote", responses: { 200: { description: "One.", content } } };
  return {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: { "/note": { get } },
    components: { schemas: { Note } },
  };
}

test("what changes in $defs is told where it stands", async () => {
  const base = documentWith({ name: { type: "string" }, born: { type: "integer" } });
  const head = documentWith({ name: { type: "string" }, born: { type: "string" } });
  const { verdict, entries } = await judgeDocuments(base, head);
  expect(verdict).toBe("major");
  expect(entries).toHaveLength(1);
  expect(plainText(entries[0]?.what ?? [])).toContain("born");
  expect(JSON.stringify(entries[0])).toContain("/Note/$defs/Author/properties/born");
});
