import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "prettier";
import { expect, onTestFinished, test } from "vitest";
import { withRelease } from "../../../generator/changes/output/release.ts";
import type { Report } from "../../../generator/changes/report.ts";
import { versionStep, writeRelease } from "../../../generator/changes/output/release.ts";
import { InputError } from "../../../generator/errors.ts";
import { filesBelow, makePipe, put } from "../../support/files.ts";
import { judgeEdits } from "../support/judge.ts";

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

test.each<[string, (path: string) => unknown, string]>([
  ["a link", (path) => symlinkSync("elsewhere.md", path), 'is a symbolic link to "elsewhere.md"'],
  ["a link to nowhere", (path) => symlinkSync("gone.md", path), 'is a symbolic link to "gone.md"'],
  ["a folder", (path) => mkdirSync(path), "is a folder"],
  ["a pipe", makePipe, "is a named pipe"],
])("where the changelog is %s, nothing is released", async (_, make, message) => {
  const folder = mkdtempSync(join(tmpdir(), "release-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  put(folder, { "package.json": '{"version":"1.0.0"}', "elsewhere.md": "# Theirs\n" });
  make(join(folder, "CHANGELOG.md"));
  const before = filesBelow(folder);
  const released = writeRelease(folder, { current: "1.0.0", next: "2.0.0" }, report("major"));
  await expect(released).rejects.toThrow(InputError);
  await expect(released).rejects.toThrow(`${folder}/CHANGELOG.md`);
  await expect(released).rejects.toThrow(message);
  expect(filesBelow(folder)).toEqual(before);
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

test("a changelog passes the format check, whatever its entries ask for", async () => {
  const report = await judgeEdits({
    "#/components/schemas/CreateJob/properties/retries": undefined,
    "#/components/schemas/CreateJob/properties/owner": { type: "string" },
    "#/components/schemas/Job/properties/owner": { type: "string" },
    "#/paths/~1jobs/post/description": "Starts.",
  });
  const changelog = withRelease(first.replace("1.0.0", "0.9.0"), "1.0.0", report);
  expect(changelog).toContain("- `CreateJob.owner` is new; it may be left out.\n");
  expect(await check(changelog, { filepath: "CHANGELOG.md", printWidth: 100 })).toBe(true);
});

test("a release that is there already is replaced", async () => {
  const again = withRelease(`${first}\n## 0.9.0\n\nOld.\n`, "1.0.0", await judgeEdits(removed));
  expect(again).toBe(`${first}\n## 0.9.0\n\nOld.\n`);
});

test("what was noted as unreleased goes into the release, and no such section is left", async () => {
  const noted = "# Changelog\n\n## Unreleased\n\n- A fix of $1.\n\n## 0.9.0\n\nOld.\n";
  const released = withRelease(noted, "1.0.0", await judgeEdits(removed));
  expect(released).toContain("# Changelog\n\n## 1.0.0\n\n- A fix of $1.\n\n### Breaking\n");
  expect(released).not.toContain("Unreleased");
  expect(released).toContain("\n\n## 0.9.0\n\nOld.\n");
  expect(await check(released, { filepath: "CHANGELOG.md", printWidth: 100 })).toBe(true);
  expect(withRelease(released, "1.0.0", await judgeEdits(removed))).toBe(released);
});
