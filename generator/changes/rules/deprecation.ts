import { say } from "../phrase.ts";
import type { Entry } from "../report.ts";
import type { MethodPair } from "../side.ts";

/** A method that should no longer be used. Of schemas, `schemas.ts` tells. */
export function methodDeprecation({ base, head }: MethodPair): Entry[] {
  if (base.operation.deprecated || !head.operation.deprecated) return [];
  return [
    {
      verdict: "minor",
      audience: "caller",
      operations: [head.name],
      pointer: `${head.pointer}/deprecated`,
      what: say`Method ${head.name.method} is deprecated`,
      action: say`Plan to do without it.`,
    },
  ];
}
