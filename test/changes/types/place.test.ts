import { expect, test } from "vitest";
import { plainText } from "../../../generator/changes/sentence.ts";
import { baseDocument, edited } from "../support/base-document.ts";
import { job, schemas, text } from "../support/case.ts";
import { judgeDocuments } from "../support/judge.ts";

const withTree = (...properties: string[]) =>
  edited(baseDocument(), {
    [`${job}/tree`]: { $ref: `${schemas}/Tree` },
    [`${schemas}/Tree`]: {
      anyOf: [
        { type: "object", properties: Object.fromEntries(properties.map((name) => [name, text])) },
        { type: "array", items: { $ref: `${schemas}/Tree` } },
      ],
    },
  });

test("what is inside a type that refers to itself is found where the document has it", async () => {
  const { entries } = await judgeDocuments(withTree("id", "name"), withTree("id"));
  expect(entries.map(({ what, pointer }) => [plainText(what), pointer])).toEqual([
    ["`Tree.name` is gone", `${schemas}/Tree/anyOf/0/properties/name`],
  ]);
});
