import { say, type Phrase } from "../phrase.ts";
import type { Entry } from "../report.ts";
import type { MethodPair } from "../side.ts";

/** A method that should no longer be used. */
export function methodDeprecation({ base, head }: MethodPair): Entry[] {
  if (base.operation.deprecated || !head.operation.deprecated) return [];
  const { name, pointer } = head;
  const entry = deprecated(say`Method ${name.method}`);
  return [{ ...entry, operations: [name], pointer: `${pointer}/deprecated` }];
}

/** What is said of anything that should no longer be used: for callers, unless told otherwise. */
export function deprecated(label: Phrase): Pick<Entry, "verdict" | "audience" | "what" | "action"> {
  const action = say`Plan to do without it.`;
  return { verdict: "minor", audience: "caller", what: [...label, " is deprecated"], action };
}
