import type { JsonObject } from "../../json.ts";
import { labelOf, partLabel } from "../label.ts";
import { descend, locate } from "../locate.ts";
import type { Phrase } from "../phrase.ts";
import { followPointer } from "../side.ts";
import { stepsTo } from "./declared.ts";
import type { DifferenceKind, Place } from "./difference.ts";
import type { SideName } from "./program.ts";

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

export interface ResolvedPlace {
  readonly pointer: string;
  readonly label: Phrase;
}

type Documents = Readonly<Record<SideName, JsonObject>>;

/** Where a difference stands in one of two documents, and what people call that place: a schema that both refer to there, or the place itself. */
export function resolvePlace(
  documents: Documents,
  side: SideName,
  { kind, place }: { readonly kind: DifferenceKind; readonly place: Place },
): ResolvedPlace {
  const isOwn = ofProperty.has(kind) || (place.kind === "root" && ofResult.has(kind));
  const shared = isOwn ? undefined : sharedTarget(documents, place);
  const pointer = shared ?? pointerOf(documents[side], side, place);
  return { pointer, label: labelOfPlace(documents, side, { place, pointer }) };
}

/** The schema that a place refers to in both documents. */
function sharedTarget(documents: Documents, place: Place): string | undefined {
  const [base, head] = (["base", "head"] as const).map((side) => {
    const own = pointerOf(documents[side], side, place);
    const target = followPointer(documents[side], own);
    return target === own ? undefined : target;
  });
  return base === head ? head : undefined;
}

function pointerOf(document: JsonObject, side: SideName, place: Place): string {
  if (place.kind === "root") return place[side];
  if (place.kind === "property") {
    const symbol = place[side];
    const declared = symbol && locate(document, stepsTo(symbol));
    return declared ?? pointerOf(document, side, place.parent);
  }
  const parent = pointerOf(document, side, place.parent);
  return descend(document, parent, place.step) ?? parent;
}

/** Properties of a type that took another's place are called by the way to them: they were never changed where they stand. */
function labelOfPlace(
  documents: Documents,
  side: SideName,
  { place, pointer }: { readonly place: Place; readonly pointer: string },
): Phrase {
  const isAtPlace = pointer === pointerOf(documents[side], side, place);
  if (!isAtPlace || place.kind === "root") return labelOf(documents[side], pointer);
  if (place.kind === "property" && !place.swapped) return labelOf(documents[side], pointer);
  const { parent } = place;
  const above = sharedTarget(documents, parent) ?? pointerOf(documents[side], side, parent);
  const label = labelOfPlace(documents, side, { place: parent, pointer: above });
  if (place.kind === "step") return partLabel(label, place.step);
  const name = (place[side] ?? place.base ?? place.head)?.name ?? "";
  return partLabel(label, { kind: "property", name });
}
