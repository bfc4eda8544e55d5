import ts from "typescript";
import { pairBy, type Pair } from "../pair-by.ts";
import { describeProperty } from "./describe.ts";
import type { Difference, DifferenceKind } from "./difference.ts";
import { isOptional } from "./shape.ts";

/** A difference of a property itself, whatever it holds. */
export interface PropertyChange extends Omit<Difference, "place"> {
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
