import { expect, test } from "vitest";
import { judgeEdits } from "./support/judge.ts";

const status = "#/components/schemas/Job/properties/status";

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
