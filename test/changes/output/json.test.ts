import { expect, test } from "vitest";
import { reportJson } from "../../../generator/changes/output/json.ts";
import { judgeEdits } from "../support/judge.ts";

const version = { current: "1.4.2", next: "2.0.0" };
const kind = "#/components/schemas/CreateJob/properties/kind";

test("JSON has the verdict, the version and the entries as text", async () => {
  const report = await judgeEdits({ [`${kind}/enum`]: ["copy"] });
  expect(JSON.parse(reportJson(report, version))).toEqual({
    verdict: "major",
    summary: "1 breaking change.",
    docsOnly: false,
    version,
    entries: [
      {
        verdict: "major",
        audience: "caller",
        operations: [{ className: "JobsApi", method: "createJob", request: "POST /jobs" }],
        pointer: kind,
        document: "head",
        what: '`CreateJob.kind` no longer accepts `"sort"`',
        before: '"copy" | "sort"',
        after: '"copy"',
        action: "Use another value.",
      },
    ],
  });
});
