import ts from "typescript";
import { describeProperty, isOptional } from "./describe.ts";
import type { DifferenceKind } from "./difference.ts";

export interface PropertyChange {
  readonly kind: DifferenceKind;
  /** The property on each side that has it. */
  readonly base: ts.Symbol | undefined;
  readonly head: ts.Symbol | undefined;
  readonly names: readonly string[];
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface PropertyPair {
  readonly base: ts.Symbol;
  readonly head: ts.Symbol;
}

/** The properties that both types have, and what differs about the set of them; what they hold is not looked at. */
export function compareKeys(
  checker: ts.TypeChecker,
  types: { readonly base: ts.Type; readonly head: ts.Type },
): { shared: PropertyPair[]; changes: PropertyChange[] } {
  const olds = checker.getPropertiesOfType(types.base);
  const news = new Map(
    checker.getPropertiesOfType(types.head).map((property) => [property.name, property]),
  );
  const shared: PropertyPair[] = [];
  const gone: ts.Symbol[] = [];
  for (const base of olds) {
    const head = news.get(base.name);
    if (head === undefined) gone.push(base);
    else shared.push({ base, head });
    news.delete(base.name);
  }
  const changes = missing(checker, gone, [...news.values()]);
  return { shared, changes: [...changes, ...shared.flatMap((pair) => ownChanges(checker, pair))] };
}

function missing(checker: ts.TypeChecker, gone: ts.Symbol[], added: ts.Symbol[]): PropertyChange[] {
  const [base, head] = [gone, added].map(([only, ...others]) =>
    others.length === 0 ? only : undefined,
  );
  if (base !== undefined && head !== undefined && areAlike(checker, base, head))
    return [changeOf(checker, "property replaced", { base, head })];
  return [
    ...gone.map((property) =>
      changeOf(checker, "property gone", { base: property, head: undefined }),
    ),
    ...added.map((property) => {
      const kind = isOptional(property) ? "new optional property" : "new required property";
      return changeOf(checker, kind, { base: undefined, head: property });
    }),
  ];
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

function ownChanges(checker: ts.TypeChecker, pair: PropertyPair): PropertyChange[] {
  const kinds: DifferenceKind[] = [];
  const [was, is] = [isOptional(pair.base), isOptional(pair.head)];
  if (was !== is) kinds.push(is ? "now optional" : "now required");
  const [wasFixed, isFixed] = [isReadonly(pair.base), isReadonly(pair.head)];
  if (wasFixed !== isFixed) kinds.push(isFixed ? "now read-only" : "no longer read-only");
  return kinds.map((kind) => changeOf(checker, kind, pair));
}

function isReadonly({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some(
    (declaration) => (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) !== 0,
  );
}

function changeOf(
  checker: ts.TypeChecker,
  kind: DifferenceKind,
  { base, head }: { readonly base: ts.Symbol | undefined; readonly head: ts.Symbol | undefined },
): PropertyChange {
  const [before, after] = [base, head].map(
    (property) => property && describeProperty(checker, property),
  );
  const names = head === undefined ? [] : [head.name];
  if (kind !== "property replaced") return { kind, base, head, names, before, after };
  const named = (property: ts.Symbol | undefined, type = "") =>
    property && `${property.name}: ${type}`;
  return { kind, base, head, names, before: named(base, before), after: named(head, after) };
}
