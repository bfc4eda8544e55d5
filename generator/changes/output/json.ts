import { isDocsOnly, nothingToDo, summaryOf, type Report } from "../report.ts";
import { plainText } from "../sentence.ts";
import type { VersionStep } from "./release.ts";

/** The report for programs: sentences as text, code in them between backticks. */
export function reportJson(report: Report, version: VersionStep | undefined): string {
  const { verdict, entries } = report;
  const value = {
    verdict,
    summary: summaryOf(report),
    docsOnly: entries.every(isDocsOnly),
    version,
    entries: entries.map((entry) => ({
      verdict: entry.verdict,
      audience: entry.audience,
      operations: entry.operations,
      pointer: entry.pointer,
      alsoAt: entry.alsoAt,
      document: entry.gone === true ? "base" : "head",
      what: plainText(entry.what),
      before: entry.before,
      after: entry.after,
      action: plainText(entry.action ?? nothingToDo),
      policy: entry.policy,
    })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
