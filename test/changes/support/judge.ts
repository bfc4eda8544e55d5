import { judgeChanges } from "../../../generator/changes/judge.ts";
import type { Report } from "../../../generator/changes/report.ts";
import type { Policy } from "../../../generator/changes/types/index.ts";
import type { JsonObject } from "../../../generator/json.ts";
import { baseDocument, edited, type Edits } from "./base-document.ts";

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
