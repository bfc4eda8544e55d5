import type ts from "typescript";
import { emitSchema } from "../../emit/schema.ts";
import { pointer } from "../../json.ts";
import { prune, type Affected } from "../affected.ts";
import type { Pair } from "../pair-by.ts";
import type { Entry } from "../report.ts";
import { sentenceOf, type Verdict } from "../sentence.ts";
import type { MethodPair, Side, SideName } from "../side.ts";
import { allDifferences, compareTypes, type Findings, type Walk } from "./compare.ts";
import type { Difference } from "./differences.ts";
import { judgements, type DifferenceKind } from "./judgements.ts";
import { partsOf, type Part } from "./parts.ts";
import { labelOfPlace, ownLabel, sharedSchema, type Place } from "./place.ts";
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
  // What was a definition inside a component is compared whenever the walk comes to it.
  const isChanged = (key: string) =>
    key.includes("/$defs/") || affected.changed.has(pointer("components", "schemas", key));
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
  const { base, head } = part;
  const mayBeAbsent = head.mayBeAbsent === true;
  const place: Place = { base: base.pointer, head: head.pointer, isRoot: true, mayBeAbsent };
  compareTypes(walk, types, { place, findings });
  const found = allDifferences(findings);
  const [given, wanted] =
    part.direction === "request" ? [types.base, types.head] : [types.head, types.base];
  const isFine = found.length > 0 || walk.checker.isTypeAssignableTo(given, wanted);
  return isFine ? found : [{ kind: "unexplained", place }];
}

/** Differences of a property itself: their place is the property, not the schema it may refer to. */
const ofProperty: ReadonlySet<DifferenceKind> = new Set([
  "new required property",
  "new optional property",
  "property gone",
  "property replaced",
  "now required",
  "now optional",
]);

/** Differences that may come from another media type or response, which is none of the schema's. */
const ofResult: ReadonlySet<DifferenceKind> = new Set([
  "content added",
  "wider",
  "narrower",
  "other type",
  "unexplained",
]);

/** What a difference of types means, in words. */
function entryOf(
  sides: Pair<Side>,
  { direction, operations }: Part,
  difference: Difference,
): Entry {
  const { kind, place, holder: around, ...change } = difference;
  const isOwn = ofProperty.has(kind) || (place.isRoot === true && ofResult.has(kind));
  const shared = isOwn ? undefined : sharedSchema(sides, place);
  const gone = kind === "property gone";
  const isReplaced = kind === "property replaced";
  const named = gone || isReplaced ? "base" : "head";
  const label = isOwn ? ownLabel(sides, named, place) : labelOfPlace(sides, named, place);
  const holder = around?.mayBeAbsent === true ? labelOfPlace(sides, "head", around) : undefined;
  return {
    ...sentenceOf(judgements[direction][kind], { ...change, label, direction, holder }),
    operations,
    pointer: shared ?? place[gone ? "base" : "head"],
    gone,
    alsoAt: isReplaced ? [place.base] : undefined,
  };
}
