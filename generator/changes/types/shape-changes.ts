import type { DifferenceKind } from "./difference.ts";
import type { Shape } from "./shape.ts";

export interface ShapeChange {
  readonly kind: DifferenceKind;
  readonly names: readonly string[];
}

/** What differs between two shapes at their surface: null, kinds of value, single values. What is inside arrays and objects is not looked at. */
export function shapeChanges(base: Shape, head: Shape): ShapeChange[] {
  if (base.anything || head.anything) {
    if (base.anything && head.anything) return [];
    return [{ kind: head.anything ? "wider" : "narrower", names: [] }];
  }
  const changes: ShapeChange[] = [];
  if (base.nullable !== head.nullable)
    changes.push({ kind: head.nullable ? "null added" : "null gone", names: [] });
  const kind = kindOfChange(base, head);
  if (kind !== undefined) changes.push({ kind, names: [] });
  if (kind !== "other type") changes.push(...valueChanges(base, head));
  return changes;
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

function kindsOf({ open, values, items, objects, named, nothing }: Shape): Set<string> {
  return new Set([
    ...open,
    ...[...values.values()].map(valueOf),
    ...(items.length > 0 ? ["array"] : []),
    ...(objects.length > 0 ? ["object"] : []),
    ...named,
    ...(nothing ? ["nothing"] : []),
  ]);
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

function valueChanges(base: Shape, head: Shape): ShapeChange[] {
  const added = valuesBeyond(head, base);
  const gone = valuesBeyond(base, head);
  return [
    ...(added.length > 0 ? [{ kind: "values added" as const, names: added }] : []),
    ...(gone.length > 0 ? [{ kind: "values gone" as const, names: gone }] : []),
  ];
}

/** Values of a shape that another lacks, of the primitives that it also has single values of: other ones are another kind of change. */
function valuesBeyond(shape: Shape, other: Shape): string[] {
  const shared = new Set(other.values.values());
  return [...shape.values]
    .filter(([value, primitive]) => shared.has(primitive) && !other.values.has(value))
    .map(([value]) => value);
}
