import type ts from "typescript";
import { emitSchema } from "../../emit/schema.ts";
import { pointer } from "../../json.ts";
import { prune, type Affected } from "../affected.ts";
import type { Pair } from "../pair-by.ts";
import type { Entry } from "../report.ts";
import type { Verdict } from "../sentence.ts";
import type { MethodPair, Side, SideName } from "../side.ts";
import { compareTypes, type Walk } from "./compare.ts";
import { allDifferences, type Difference, type Findings } from "./difference.ts";
import { entryOf } from "./entry.ts";
import { partsOf, type Part } from "./parts.ts";
import type { Place } from "./place.ts";
import { checkTypes } from "./program.ts";

/** Verdicts that are a choice. */
export interface Policy {
  /**
   * For a response that gets a further enum value, or a further object that is told by such a value: programs still
   * compile unless they insisted on knowing all of them.
   *
   * @default "minor"
   */
  readonly responseEnum?: Exclude<Verdict, "patch"> | undefined;
}

/**
 * Everything that the compiler can say: the types of both clients are generated, as far as they may differ, and compared,
 * arguments as callers see them, results and what belongs to no method as readers do.
 */
export async function typeChanges(
  sides: Pair<Side>,
  pairs: readonly MethodPair[],
  { affected, responseEnum = "minor" }: Policy & { readonly affected: Affected },
): Promise<Entry[]> {
  const parts = partsOf(sides, pairs, affected);
  if (parts.length === 0) return [];
  const sourceOf = async (side: SideName) => ({
    schema: (await emitSchema(prune(sides[side].document, affected.needed))).text,
    types: parts.map((part) => part[side].type),
  });
  const types = checkTypes({ base: await sourceOf("base"), head: await sourceOf("head") });
  const isChanged = (key: string) => affected.changed.has(pointer("components", "schemas", key));
  const walk: Walk = { checker: types.checker, sides, known: new Map(), isChanged };
  return parts.flatMap((part, index) => {
    const [base, head] = [types.base[index], types.head[index]];
    if (base === undefined || head === undefined) return [];
    return differencesOf(walk, part, { base, head }).map((difference): Entry => {
      const entry = entryOf(sides, part, difference);
      return entry.policy === undefined ? entry : { ...entry, verdict: responseEnum };
    });
  });
}

function differencesOf(walk: Walk, part: Part, types: Pair<ts.Type>): Difference[] {
  const findings: Findings = { differences: [], inner: new Set() };
  const place: Place = { base: part.base.pointer, head: part.head.pointer, isRoot: true };
  compareTypes(walk, types, { place, findings });
  const found = allDifferences(findings);
  const [given, wanted] =
    part.direction === "request" ? [types.base, types.head] : [types.head, types.base];
  const isFine = found.length > 0 || walk.checker.isTypeAssignableTo(given, wanted);
  return isFine ? found : [{ kind: "unexplained", place }];
}
