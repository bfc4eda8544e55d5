import type ts from "typescript";
import { pairBy, type Pairing } from "../pair-by.ts";
import { schemaKeyOf } from "./place.ts";
import { propertyShape } from "./shape.ts";

/** Which alternative of the old union is which of the new one: by the model's name, by a property with a value of its own, or the only ones left. */
export function pairObjects(
  checker: ts.TypeChecker,
  bases: readonly ts.Type[],
  heads: readonly ts.Type[],
): Pairing<ts.Type> {
  const byName = pairBy(bases, heads, schemaKeyOf);
  const key = discriminantOf(checker, [...byName.gone, ...byName.added]);
  const byValue = pairBy(byName.gone, byName.added, (type) =>
    key === undefined ? valuesText(checker, type) : singleValueOf(checker, type, key),
  );
  const same = pairBy(byValue.gone, byValue.added, (type) => keysText(checker, type));
  const pairs = [...byName.pairs, ...byValue.pairs, ...same.pairs];
  const [base, ...otherBases] = same.gone;
  const [head, ...otherHeads] = same.added;
  if (base === undefined || head === undefined || otherBases.length + otherHeads.length > 0)
    return { ...same, pairs };
  return { pairs: [...pairs, { base, head }], gone: [], added: [] };
}

/**
 * Whether programs can take new alternatives in their stride: they tell alternatives apart already, by a property that
 * the new ones have too, and those have all that could be read without telling.
 */
export function areKnown(
  checker: ts.TypeChecker,
  bases: readonly ts.Type[],
  added: readonly ts.Type[],
): boolean {
  const [first, ...others] = bases;
  if (first === undefined || others.length === 0) return false;
  if (discriminantOf(checker, [...bases, ...added]) === undefined) return false;
  const has = (types: readonly ts.Type[], name: string) =>
    types.every((type) => checker.getPropertyOfType(type, name) !== undefined);
  const common = checker.getPropertiesOfType(first).filter(({ name }) => has(others, name));
  return common.every(({ name }) => has(added, name));
}

/** A property that holds a single value in all of some types: the one that programs tell them apart by. */
function discriminantOf(checker: ts.TypeChecker, types: readonly ts.Type[]): string | undefined {
  const [first, ...others] = types;
  if (first === undefined) return undefined;
  return checker
    .getPropertiesOfType(first)
    .map(({ name }) => name)
    .find((name) =>
      [first, ...others].every((type) => singleValueOf(checker, type, name) !== undefined),
    );
}

function singleValueOf(checker: ts.TypeChecker, type: ts.Type, key: string): string | undefined {
  const property = checker.getPropertyOfType(type, key);
  if (property === undefined) return undefined;
  const { plain, values, items, objects } = propertyShape(checker, property);
  const others = plain.size - Number(plain.has("null")) + items.length + objects.length;
  return values.size === 1 && others === 0 ? [...values.keys()][0] : undefined;
}

/** All of its single values: what tells it apart where no one property does for all. */
function valuesText(checker: ts.TypeChecker, type: ts.Type): string | undefined {
  const values = checker.getPropertiesOfType(type).flatMap(({ name }) => {
    const value = singleValueOf(checker, type, name);
    return value === undefined ? [] : [`${name}=${value}`];
  });
  return values.length === 0 ? undefined : values.sort().join();
}

function keysText(checker: ts.TypeChecker, type: ts.Type): string {
  const names = checker.getPropertiesOfType(type).map(({ name }) => name);
  return JSON.stringify(names.sort());
}
