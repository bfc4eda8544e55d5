import ts from "typescript";
import { pairBy, type Pair } from "../pair-by.ts";
import type { Change } from "../sentence.ts";
import type { DifferenceKind } from "./judgements.ts";
import type { Place } from "./place.ts";
import { describeProperty, isOptional, type Shape } from "./shape.ts";

export interface Difference extends Omit<Change, "holder"> {
  readonly kind: DifferenceKind;
  readonly place: Place;
  /** Of a property: what has it. */
  readonly holder?: Place;
}

/** What differs between two shapes at their surface: null, types, single values. What is inside arrays and objects is not looked at. */
export function shapeChanges({ base, head }: Pair<Shape>): Pick<Difference, "kind" | "names">[] {
  const [wasAny, isAny] = [base.plain.has("unknown"), head.plain.has("unknown")];
  if (wasAny || isAny) return wasAny === isAny ? [] : [{ kind: isAny ? "wider" : "narrower" }];
  const isNullable = head.plain.has("null");
  const kind = typeChange(base, head);
  const [added, gone] = [valuesBeyond(head, base), valuesBeyond(base, head)];
  const changes: (Pick<Difference, "kind" | "names"> | false)[] = [
    base.plain.has("null") !== isNullable && { kind: isNullable ? "null added" : "null gone" },
    kind !== undefined && { kind },
    kind !== "other type" && added.length > 0 && { kind: "values added", names: added },
    kind !== "other type" && gone.length > 0 && { kind: "values gone", names: gone },
  ];
  return changes.filter((change) => change !== false);
}

function typeChange(base: Shape, head: Shape): DifferenceKind | undefined {
  const [had, has] = [typesIn(base), typesIn(head)];
  // Nobody used what was nothing, so anything will do in its place.
  if (had.size === 1 && had.has("nothing")) return has.has("nothing") ? undefined : "content added";
  const gained = [...has].some((type) => !holds(had, type));
  const lost = [...had].some((type) => !holds(has, type));
  if (gained) return lost ? "other type" : "wider";
  if (lost) return "narrower";
  return haveNothingInCommon(base.values, head.values) ? "other type" : undefined;
}

const singleOf = (primitive: string) => `a ${primitive}`;

function typesIn({ plain, values, items, objects }: Shape): Set<string> {
  const found = new Set([...plain, ...[...values.values()].map(singleOf)]);
  found.delete("null");
  if (items.length > 0) found.add("array");
  if (objects.length > 0) found.add("object");
  return found;
}

/** Whether a type is among others: single values of a primitive are where any of its values is. */
function holds(types: ReadonlySet<string>, type: string): boolean {
  return types.has(type) || [...types].some((other) => singleOf(other) === type);
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

/** A difference of a property itself, whatever it holds. */
export interface PropertyChange extends Omit<Difference, "place" | "holder"> {
  /** The property on each side that has it. */
  readonly property: Pair<ts.Symbol | undefined>;
}

/** The properties that both types have, and what differs about the set of them; what they hold is not looked at. */
export function compareKeys(
  checker: ts.TypeChecker,
  types: Pair<ts.Type>,
): { shared: readonly Pair<ts.Symbol>[]; changes: PropertyChange[] } {
  const { pairs, gone, added } = pairBy(
    checker.getPropertiesOfType(types.base),
    checker.getPropertiesOfType(types.head),
    ({ name }) => name,
  );
  const changeOf = (kind: DifferenceKind, base?: ts.Symbol, head?: ts.Symbol): PropertyChange => {
    const [before, after] = [base, head].map(
      (property) => property && describeProperty(checker, property),
    );
    return { kind, property: { base, head }, before, after };
  };
  const own = pairs.flatMap(({ base, head }) =>
    ownKinds(base, head).map((kind) => changeOf(kind, base, head)),
  );
  const [base, head] = [gone[0], added[0]];
  if (base && head && gone.length + added.length === 2 && areAlike(checker, base, head)) {
    const { before = "", after = "", ...change } = changeOf("property replaced", base, head);
    const texts = { before: `${base.name}: ${before}`, after: `${head.name}: ${after}` };
    return { shared: pairs, changes: [{ ...change, names: [head.name], ...texts }, ...own] };
  }
  const missing = [
    ...gone.map((property) => changeOf("property gone", property)),
    ...added.map((property) => {
      const kind = isOptional(property) ? "new optional property" : "new required property";
      return changeOf(kind, undefined, property);
    }),
  ];
  return { shared: pairs, changes: [...missing, ...own] };
}

/** Whether two properties hold the same: one that replaces the other is better told as such. */
function areAlike(checker: ts.TypeChecker, base: ts.Symbol, head: ts.Symbol): boolean {
  const [old, now] = [checker.getTypeOfSymbol(base), checker.getTypeOfSymbol(head)];
  return (
    isOptional(base) === isOptional(head) &&
    checker.isTypeAssignableTo(old, now) &&
    checker.isTypeAssignableTo(now, old)
  );
}

function ownKinds(base: ts.Symbol, head: ts.Symbol): DifferenceKind[] {
  const kinds: DifferenceKind[] = [];
  const [was, is] = [isOptional(base), isOptional(head)];
  if (was !== is) kinds.push(is ? "now optional" : "now required");
  const [wasFixed, isFixed] = [isReadonly(base), isReadonly(head)];
  if (wasFixed !== isFixed) kinds.push(isFixed ? "now read-only" : "no longer read-only");
  return kinds;
}

function isReadonly({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some(
    (declaration) => (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) !== 0,
  );
}
