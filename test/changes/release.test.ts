import { expect, test } from "vitest";
import { withRelease } from "../../generator/changes/output/changelog.ts";
import type { Report } from "../../generator/changes/report.ts";
import { versionStep } from "../../generator/changes/output/release.ts";
import { judgeEdits } from "./support/judge.ts";

const entry = {
  verdict: "patch",
  audience: "docs only",
  operations: [],
  pointer: "#",
  what: [],
  action: [],
} as const;
const report = (verdict: Report["verdict"]): Report => ({ verdict, entries: [entry] });

test.each([
  ["1.4.2", "major", "2.0.0"],
  ["1.4.2", "minor", "1.5.0"],
  ["1.4.2", "patch", "1.4.3"],
  // Ranges such as ^0.1.0 take the second number for the one that breaks.
  ["0.1.0", "major", "0.2.0"],
  ["0.1.0", "minor", "0.2.0"],
  ["0.1.0", "patch", "0.1.1"],
] as const)("%s and a %s change: %s", (current, verdict, next) => {
  expect(versionStep(current, report(verdict))).toEqual({ current, next });
});

test("without a change the version stays", () => {
  expect(versionStep("1.4.2", { verdict: "patch", entries: [] }).next).toBe("1.4.2");
});

test("what is no version is an error that names it", () => {
  expect(() => versionStep("next", report("minor"))).toThrow(/"next" is not a version/);
});

const removed = { "#/components/schemas/CreateJob/properties/retries": undefined };
const first = `# Changelog

## 1.0.0

### Breaking

- \`CreateJob.retries\` is no longer accepted. Leave it out of calls.
`;

test("a changelog begins with a heading and the release", async () => {
  expect(withRelease(undefined, "1.0.0", await judgeEdits(removed))).toBe(first);
});

test("a release comes above the earlier ones", async () => {
  const later = await judgeEdits({ "#/paths/~1jobs/post/description": "Starts." });
  expect(withRelease(first, "1.0.1", later)).toBe(
    first.replace(
      "## 1.0.0",
      "## 1.0.1\n\n### Documentation\n\nTexts and examples edited in 1 place.\n\n## 1.0.0",
    ),
  );
});

test("a release that is there already is replaced", async () => {
  const again = withRelease(`${first}\n## 0.9.0\n\nOld.\n`, "1.0.0", await judgeEdits(removed));
  expect(again).toBe(`${first}\n## 0.9.0\n\nOld.\n`);
});
