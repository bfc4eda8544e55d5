import { expect, test } from "vitest";
import { plainText } from "../../../generator/changes/sentence.ts";
import { methods } from "../cases/methods.ts";
import { baseDocument, edited } from "../support/base-document.ts";
import { judgeDocuments, testCases } from "../support/judge.ts";

testCases(methods);

test("what has no schema is not taken for one: an operation without a response is deprecated once", async () => {
  const place = "#/paths/~1jobs~1{job_id}/delete";
  const base = { [`${place}/responses`]: {} };
  const { entries } = await judgeDocuments(
    edited(baseDocument(), base),
    edited(baseDocument(), { ...base, [`${place}/deprecated`]: true }),
  );
  expect(entries.map(({ what }) => plainText(what))).toEqual(["Method `deleteJob` is deprecated"]);
});
