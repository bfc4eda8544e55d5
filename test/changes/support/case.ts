import type { Entry } from "../../../generator/changes/report.ts";
import type { Audience, Verdict } from "../../../generator/changes/sentence.ts";
import { baseDocument, type Edits } from "./base-document.ts";

/** One change of the base document, and what is to be said of it. */
export interface Case {
  readonly name: string;
  readonly edits: Edits;
  /** What the base document has besides. */
  readonly from?: Edits;
  readonly want: readonly (readonly [Verdict, Audience, string])[];
  /** What more the first of its entries says. */
  readonly first?: Partial<Omit<Entry, "what" | "action">> & { readonly action?: string };
  /** Why a program written for the old client compiles against the new one though the verdict is major, or the reverse. */
  readonly compilerDisagrees?: string;
}

/* Places in the base document, and what several cases need. */

export const schemas = "#/components/schemas";
export const createJob = `${schemas}/CreateJob/properties`;
export const job = `${schemas}/Job/properties`;
export const addFile = `${schemas}/AddFile`;
export const jobs = "#/paths/~1jobs";
export const cancel = "#/paths/~1jobs~1{job_id}~1cancel";
export const text = { type: "string" };
export const wire = "types don't show how a call is sent";
export const limits = "types don't show limits";

/** What is said of differences that nobody notices. */
export const noEffect = (places: string) =>
  ["patch", "docs only", `${places}, without effect on any method or model`] as const;

/** A path item of the base document, to be put elsewhere. */
export function pathItem(path: string): { readonly post: object } {
  const paths = baseDocument().paths as Record<string, { post: object }>;
  const item = paths[path];
  if (item === undefined) throw new Error(`no ${path}`);
  return item;
}
