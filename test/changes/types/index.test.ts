import { expect, test } from "vitest";
import { job } from "../support/case.ts";
import { judgeEdits } from "../support/judge.ts";

test("a response enum that gets a value is flagged, and major where the policy says so", async () => {
  const edits = { [`${job}/status/enum`]: ["running", "done", "failed"] };
  expect(await judgeEdits(edits)).toMatchObject({
    verdict: "minor",
    entries: [{ policy: "response enum" }],
  });
  expect(await judgeEdits(edits, { responseEnum: "major" })).toMatchObject({ verdict: "major" });
});
