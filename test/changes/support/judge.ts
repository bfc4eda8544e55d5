import { expect, test } from "vitest";
import { judgeChanges } from "../../../generator/changes/judge.ts";
import type { Report } from "../../../generator/changes/report.ts";
import type { Policy } from "../../../generator/changes/types/index.ts";
import { plainText } from "../../../generator/changes/sentence.ts";
import type { JsonObject } from "../../../generator/json.ts";
import { baseDocument, edited, type Edits } from "./base-document.ts";
import type { Case } from "./case.ts";

/** What is said of edits to the base document. */
export function judgeEdits(edits: Edits, policy?: Policy): Promise<Report> {
  return judgeDocuments(baseDocument(), edited(baseDocument(), edits), policy);
}

export function judgeDocuments(
  base: JsonObject,
  head: JsonObject,
  policy?: Policy,
): Promise<Report> {
  const documents = {
    base: { document: base, file: "base.yaml" },
    head: { document: head, file: "head.yaml" },
  };
  return judgeChanges(documents, policy);
}

/** A test of each case: what is said of it, in order. */
export function testCases(cases: readonly Case[]): void {
  test.each(cases)("$name", async ({ edits, from = {}, want, first = {} }) => {
    const base = () => edited(baseDocument(), from);
    const { verdict, entries } = await judgeDocuments(base(), edited(base(), edits));
    const found = entries.map((entry) => [entry.verdict, entry.audience, plainText(entry.what)]);
    expect(found).toEqual(want);
    expect(verdict).toBe(want[0]?.[0] ?? "patch");
    const { action = [], ...entry } = entries[0] ?? {};
    expect({ ...entry, action: plainText(action) }).toMatchObject(first);
  });
}
