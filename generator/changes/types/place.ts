import type ts from "typescript";
import { labelOf, partLabel } from "../label.ts";
import { descend, locate, type Step } from "../locate.ts";
import type { Pair } from "../pair-by.ts";
import type { Phrase } from "../sentence.ts";
import { followPointer } from "../places.ts";
import type { Side, SideName } from "../side.ts";
import { stepsTo } from "./declared.ts";

/** Where two types stand: pointers into both documents, to what is around it on a side that lacks it. */
export interface Place extends Pair<string> {
  /** A comparison began there. */
  readonly isRoot?: true;
  /** Items, and properties of a type that took another's place, are called by the way to them: nothing has changed where they stand. */
  readonly within?: { readonly place: Place; readonly step: Pair<Step> };
}

/** The place of items or other values inside one. */
export function placeInside(sides: Pair<Side>, place: Place, step: Step): Place {
  const pointerOn = (side: SideName) =>
    descend(sides[side].document, place[side], step) ?? place[side];
  const within = { place, step: { base: step, head: step } };
  return { base: pointerOn("base"), head: pointerOn("head"), within };
}

/** The place of a property, which may be lacking on one side. */
export function placeOfProperty(
  sides: Pair<Side>,
  place: Place,
  { base, head, swapped }: Pair<ts.Symbol | undefined> & { readonly swapped: boolean },
): Place {
  const pointerOn = (side: SideName, symbol: ts.Symbol | undefined) =>
    (symbol && locate(sides[side].document, stepsTo(symbol))) ?? place[side];
  const own = { base: pointerOn("base", base), head: pointerOn("head", head) };
  if (!swapped) return own;
  const stepOf = (symbol: ts.Symbol | undefined): Step => ({
    kind: "property",
    name: symbol?.name ?? "",
  });
  return {
    ...own,
    within: { place, step: { base: stepOf(base ?? head), head: stepOf(head ?? base) } },
  };
}

/** The schema that a place refers to in both documents: what differs there is that schema's. */
export function sharedSchema(sides: Pair<Side>, { base, head }: Place): string | undefined {
  const [old, now] = [
    followPointer(sides.base.document, base),
    followPointer(sides.head.document, head),
  ];
  return old === now && old !== base && now !== head ? now : undefined;
}

/** What people call a place on one side. */
export function labelOfPlace(sides: Pair<Side>, side: SideName, place: Place): Phrase {
  const shared = sharedSchema(sides, place);
  if (shared !== undefined) return labelOf(sides[side].document, shared);
  return ownLabel(sides, side, place);
}

/** What people call a place itself, whatever it refers to. */
export function ownLabel(sides: Pair<Side>, side: SideName, place: Place): Phrase {
  const { within } = place;
  if (within === undefined) return labelOf(sides[side].document, place[side]);
  return partLabel(labelOfPlace(sides, side, within.place), within.step[side]);
}
