import { expect, test } from "vitest";
import { plainText } from "../../generator/changes/sentence.ts";
import { baseDocument, edited } from "./support/base-document.ts";
import { cases } from "./support/cases.ts";
import { judgeDocuments, judgeEdits } from "./support/judge.ts";
import { singleChanges } from "./support/single-changes.ts";

test("there are twenty single changes", () => {
  expect(singleChanges).toHaveLength(20);
});

test.each(cases)("$name", async ({ edits, want }) => {
  const { verdict, entries } = await judgeEdits(edits);
  const found = entries.map((entry) => [entry.verdict, entry.audience, plainText(entry.what)]);
  expect(found).toEqual(want);
  expect(verdict).toBe(want[0]?.[0] ?? "patch");
});

const status = "#/components/schemas/Job/properties/status";

test("a response enum that gets a value is flagged, and major where the policy says so", async () => {
  const edits = { [`${status}/enum`]: ["running", "done", "failed"] };
  expect(await judgeEdits(edits)).toMatchObject({
    verdict: "minor",
    entries: [{ policy: "response enum" }],
  });
  expect(await judgeEdits(edits, { responseEnum: "major" })).toMatchObject({ verdict: "major" });
});

test("an entry says in which operations, where, and what was there before", async () => {
  const { entries } = await judgeEdits({ [`${status}/enum`]: ["running"] });
  expect(entries).toMatchObject([
    {
      operations: [
        { className: "JobsApi", method: "listJobs", request: "GET /jobs" },
        { className: "JobsApi", method: "createJob", request: "POST /jobs" },
        { className: "JobsApi", method: "addFile", request: "POST /jobs/{job_id}/files" },
        { className: "JobsApi", method: "cancelJob", request: "POST /jobs/{job_id}/cancel" },
      ],
      pointer: status,
      before: '"running" | "done"',
      after: '"running"',
    },
  ]);
});

test("what is gone is pointed to in the old document", async () => {
  const { entries } = await judgeEdits({ [status]: undefined });
  expect(entries[0]).toMatchObject({ pointer: status, gone: true });
});

test("schemas that refer to themselves come to an end", async () => {
  const tree = "#/components/schemas/Report/properties/children";
  const children = (items: unknown) => ({ [tree]: { type: "array", items } });
  const itself = { $ref: "#/components/schemas/Report" };
  const { entries } = await judgeEdits(children(itself));
  expect(entries.map(({ what }) => plainText(what))).toEqual([
    "`Report.children` is new; it may be absent",
  ]);
});

test("what has no schema is not taken for one: an operation without an answer is deprecated once", async () => {
  const place = "#/paths/~1jobs~1{job_id}/delete";
  const base = { [`${place}/responses`]: {} };
  const { entries } = await judgeDocuments(
    edited(baseDocument(), base),
    edited(baseDocument(), { ...base, [`${place}/deprecated`]: true }),
  );
  expect(entries.map(({ what }) => plainText(what))).toEqual(["Method `deleteJob` is deprecated"]);
});
