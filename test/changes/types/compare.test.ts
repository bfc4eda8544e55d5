import { expect, test } from "vitest";
import { plainText } from "../../../generator/changes/sentence.ts";
import { judgeEdits } from "../support/judge.ts";

test("schemas that refer to themselves come to an end", async () => {
  const tree = "#/components/schemas/Report/properties/children";
  const children = (items: unknown) => ({ [tree]: { type: "array", items } });
  const itself = { $ref: "#/components/schemas/Report" };
  const { entries } = await judgeEdits(children(itself));
  expect(entries.map(({ what }) => plainText(what))).toEqual([
    "`Report.children` is new; it may be absent",
  ]);
});
