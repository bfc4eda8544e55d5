import { sentenceOf } from "../sentence.ts";
import type { Entry } from "../report.ts";
import type { Pair } from "../pair-by.ts";
import type { Side } from "../side.ts";
import type { Difference, DifferenceKind } from "./difference.ts";
import { judgements } from "./judgements.ts";
import type { Part } from "./parts.ts";
import { labelOfPlace, ownLabel, sharedSchema } from "./place.ts";

/** Differences of a property itself: their place is the property, not the schema it may refer to. */
const ofProperty: ReadonlySet<DifferenceKind> = new Set([
  "new required property",
  "new optional property",
  "property gone",
  "property replaced",
  "now required",
  "now optional",
]);

/** Differences that may come from another media type or answer, which is none of the schema's. */
const ofResult: ReadonlySet<DifferenceKind> = new Set([
  "content added",
  "wider",
  "narrower",
  "other type",
  "unexplained",
]);

/** What a difference of types means, in words. */
export function entryOf(
  sides: Pair<Side>,
  { direction, operations }: Part,
  difference: Difference,
): Entry {
  const { kind, place } = difference;
  const isOwn = ofProperty.has(kind) || (place.isRoot === true && ofResult.has(kind));
  const shared = isOwn ? undefined : sharedSchema(sides, place);
  const gone = kind === "property gone";
  const isReplaced = kind === "property replaced";
  const named = gone || isReplaced ? "base" : "head";
  const label = isOwn ? ownLabel(sides, named, place) : labelOfPlace(sides, named, place);
  return {
    ...sentenceOf(judgements[direction][kind], { ...difference, label, direction }),
    operations,
    pointer: shared ?? place[gone ? "base" : "head"],
    gone,
    alsoAt: isReplaced ? [place.base] : undefined,
  };
}
