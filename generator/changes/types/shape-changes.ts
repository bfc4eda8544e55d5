import type { Pair } from "../pair-by.ts";
import type { Difference, DifferenceKind } from "./difference.ts";
import type { Shape } from "./shape.ts";

/** What differs between two shapes at their surface: null, kinds of value, single values. What is inside arrays and objects is not looked at. */
export function shapeChanges({ base, head }: Pair<Shape>): Pick<Difference, "kind" | "names">[] {
  const [wasAny, isAny] = [base.kinds.has("unknown"), head.kinds.has("unknown")];
  if (wasAny || isAny) return wasAny === isAny ? [] : [{ kind: isAny ? "wider" : "narrower" }];
  const isNullable = head.kinds.has("null");
  const kind = kindOfChange(base, head);
  const [added, gone] = [valuesBeyond(head, base), valuesBeyond(base, head)];
  const changes: (Pick<Difference, "kind" | "names"> | false)[] = [
    base.kinds.has("null") !== isNullable && { kind: isNullable ? "null added" : "null gone" },
    kind !== undefined && { kind },
    kind !== "other type" && added.length > 0 && { kind: "values added", names: added },
    kind !== "other type" && gone.length > 0 && { kind: "values gone", names: gone },
  ];
  return changes.filter((change) => change !== false);
}

function kindOfChange(base: Shape, head: Shape): DifferenceKind | undefined {
  const [had, has] = [kindsOf(base), kindsOf(head)];
  // Nobody used what was nothing, so anything will do in its place.
  if (had.size === 1 && had.has("nothing")) return has.has("nothing") ? undefined : "content added";
  const gained = [...has].some((kind) => !holds(had, kind));
  const lost = [...had].some((kind) => !holds(has, kind));
  if (gained) return lost ? "other type" : "wider";
  if (lost) return "narrower";
  return haveNothingInCommon(base.values, head.values) ? "other type" : undefined;
}

const valueOf = (primitive: string) => `a ${primitive}`;

function kindsOf({ kinds, values, items, objects }: Shape): Set<string> {
  const found = new Set([...kinds, ...[...values.values()].map(valueOf)]);
  found.delete("null");
  if (items.length > 0) found.add("array");
  if (objects.length > 0) found.add("object");
  return found;
}

/** Whether a kind is among others: single values of a primitive are where any of its values is. */
function holds(kinds: ReadonlySet<string>, kind: string): boolean {
  return kinds.has(kind) || [...kinds].some((other) => valueOf(other) === kind);
}

function haveNothingInCommon(
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): boolean {
  return one.size > 0 && other.size > 0 && ![...one.keys()].some((value) => other.has(value));
}

/** Values of a shape that another lacks, of the primitives that it also has single values of: other ones are another kind of change. */
function valuesBeyond(shape: Shape, other: Shape): string[] {
  const shared = new Set(other.values.values());
  return [...shape.values]
    .filter(([value, primitive]) => shared.has(primitive) && !other.values.has(value))
    .map(([value]) => value);
}
