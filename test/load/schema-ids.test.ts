import { expect, test } from "vitest";
import { localiseSchemaIds } from "../../generator/load/schema-ids.ts";

const own = "#/components/schemas/It";

test.each<[string, object, object]>([
  [
    "a reference within it",
    { $id: "Branch", items: { $ref: "Branch" } },
    { $id: "Branch", items: { $ref: own } },
  ],
  [
    "the innermost of a name",
    { $id: "A", not: { $id: "A", not: { $ref: "A" } } },
    { $id: "A", not: { $id: "A", not: { $ref: `${own}/not` } } },
  ],
  [
    "both of two",
    { $id: "A", not: { $id: "B", anyOf: [{ $ref: "A" }, { $ref: "B" }] } },
    { $id: "A", not: { $id: "B", anyOf: [{ $ref: own }, { $ref: `${own}/not` }] } },
  ],
  [
    "a file of another name",
    { $id: "A", not: { $ref: "a.yaml" } },
    { $id: "A", not: { $ref: "a.yaml" } },
  ],
  [
    "beside it, not around it",
    { anyOf: [{ $id: "A" }, { $ref: "A" }] },
    { anyOf: [{ $id: "A" }, { $ref: "A" }] },
  ],
  ["no text", { $id: 1, not: { $ref: "1" } }, { $id: 1, not: { $ref: "1" } }],
])("%s", (_, given, want) => {
  const document = { components: { schemas: { It: structuredClone(given) } } };
  localiseSchemaIds(document);
  expect(document.components.schemas.It).toEqual(want);
});

test("a document that holds itself ends", () => {
  const document: Record<string, unknown> = { $id: "A", not: { $ref: "A" } };
  document.own = document;
  localiseSchemaIds(document);
  expect(document.not).toEqual({ $ref: "#" });
});
