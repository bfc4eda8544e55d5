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

export interface ResolvedPlace {
  readonly pointer: string;
  readonly label: Phrase;
}

/** Where a difference stands in one of two documents, and what people call that place: a schema that both refer to there, or the place itself. */
export function resolvePlace(
  documents: Readonly<Record<SideName, JsonObject>>,
  side: SideName,
  { kind, place }: { readonly kind: DifferenceKind; readonly place: Place },
): ResolvedPlace {
  const [base, head] = (["base", "head"] as const).map((name) =>
    followPointer(documents[name], pointerOf(documents[name], name, place)),
  );
  const document = documents[side];
  const own = pointerOf(document, side, place);
  if (head === undefined || base !== head || head === own || ofProperty.has(kind))
    return { pointer: own, label: labelOfPlace(document, side, place) };
  return { pointer: head, label: labelOf(document, head) };
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
function labelOfPlace(document: JsonObject, side: SideName, place: Place): Phrase {
  if (place.kind === "root") return labelOf(document, pointerOf(document, side, place));
  if (place.kind === "step")
    return partLabel(labelOfPlace(document, side, place.parent), place.step);
  if (!place.swapped) return labelOf(document, pointerOf(document, side, place));
  const name = (place[side] ?? place.base ?? place.head)?.name ?? "";
  return partLabel(labelOfPlace(document, side, place.parent), { kind: "property", name });
}
