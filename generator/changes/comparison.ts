import { pointer } from "../json.ts";
import type { Affected } from "./affected.ts";
import type { MethodPair, Side } from "./side.ts";

/** Two documents, and what of them is worth comparing. */
export interface Comparison {
  readonly base: Side;
  readonly head: Side;
  readonly affected: Affected;
}

/** Whether anything that a method takes or gives may have changed. */
export function isAffected({ changed }: Affected, { base, head }: MethodPair): boolean {
  return [base, head].some(({ operation }) => changed.has(pointer("paths", operation.path)));
}
