import ts from "typescript";
import { schemaKeyOf } from "./place.ts";
import { opaqueTypes } from "../../check/library.ts";

/** A type taken apart into its alternatives. */
export interface Shape {
  /**
   * Types that are not looked into: `string`, `null`, `unknown` for every value, `nothing` for no content at all,
   * as a `204` has none, and types known by name only, such as `Blob`.
   */
  readonly plain: Set<string>;
  /** Single values as JSON, with their primitive. */
  readonly values: Map<string, string>;
  /** Item types of its arrays. */
  readonly items: ts.Type[];
  readonly objects: ts.Type[];
}

export function shapeOf(checker: ts.TypeChecker, type: ts.Type): Shape {
  const shape: Shape = { plain: new Set(), values: new Map(), items: [], objects: [] };
  for (const member of type.isUnion() ? type.types : [type]) addMember(checker, member, shape);
  if (shape.values.has("true") && shape.values.has("false")) {
    shape.values.delete("true");
    shape.values.delete("false");
    shape.plain.add("boolean");
  }
  return shape;
}

/** What a property holds if it is there: whether it may be left out is not a part of its shape. */
export function propertyShape(checker: ts.TypeChecker, property: ts.Symbol): Shape {
  const shape = shapeOf(checker, checker.getTypeOfSymbol(property));
  shape.plain.delete("nothing");
  return shape;
}

export function isOptional(property: ts.Symbol): boolean {
  return (property.flags & ts.SymbolFlags.Optional) !== 0;
}

function addMember(checker: ts.TypeChecker, type: ts.Type, shape: Shape): void {
  const is = (flags: ts.TypeFlags) => (type.flags & flags) !== 0;
  const value = literalOf(checker, type);
  if (isImpossible(type) || is(ts.TypeFlags.Never)) return;
  if (value !== undefined) shape.values.set(JSON.stringify(value), typeof value);
  else if (is(ts.TypeFlags.Unknown | ts.TypeFlags.Any)) shape.plain.add("unknown");
  else if (is(ts.TypeFlags.Undefined | ts.TypeFlags.Void)) shape.plain.add("nothing");
  else if (is(ts.TypeFlags.Object | ts.TypeFlags.Intersection)) addObject(checker, type, shape);
  else shape.plain.add(checker.typeToString(type));
}

/**
 * No JSON value is a primitive and an object at once. Such alternatives come of unions that are intersected with
 * themselves, as where `allOf` makes a property required that another member declares.
 */
function isImpossible(type: ts.Type): boolean {
  const primitive = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike;
  const parts = type.isIntersection() ? type.types : [];
  return parts.some(({ flags }) => (flags & primitive) !== 0);
}

function addObject(checker: ts.TypeChecker, type: ts.Type, shape: Shape): void {
  // Anonymous types have none, whatever the declaration says.
  const symbol = type.symbol as ts.Symbol | undefined;
  const isList = checker.isArrayType(type) || checker.isTupleType(type);
  const item = isList ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
  if (item !== undefined) shape.items.push(item);
  else if (symbol !== undefined && opaqueTypes.has(symbol.name))
    shape.plain.add(checker.typeToString(type));
  else shape.objects.push(type);
}

/** The one value of a literal type. */
function literalOf(checker: ts.TypeChecker, type: ts.Type): string | number | boolean | undefined {
  if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
  if ((type.flags & ts.TypeFlags.BooleanLiteral) === 0) return undefined;
  return checker.typeToString(type) === "true";
}

const maxDepth = 2;
const last = ["null", "nothing"];

/** A type in a few words: models by name, deeper objects as `object`. */
export function describeShape(checker: ts.TypeChecker, shape: Shape, depth = 0): string {
  const parts = [
    ...shape.objects.map((object) => describeObject(checker, object, depth)),
    ...shape.items.map((item) => {
      const text = describeShape(checker, shapeOf(checker, item), depth + 1);
      return text.includes(" | ") ? `(${text})[]` : `${text}[]`;
    }),
    ...[...shape.plain].filter((type) => !last.includes(type)),
    ...shape.values.keys(),
    ...last.filter((type) => shape.plain.has(type)),
  ];
  return parts.join(" | ");
}

export function describeObject(checker: ts.TypeChecker, type: ts.Type, depth = 0): string {
  const name = schemaKeyOf(type);
  if (name !== undefined) return name;
  const properties = checker.getPropertiesOfType(type);
  if (depth >= maxDepth || properties.length === 0 || properties.length > 4) return "object";
  const texts = properties.map((property) => {
    const mark = isOptional(property) ? "?" : "";
    return `${property.name}${mark}: ${describeShape(checker, propertyShape(checker, property), depth + 1)}`;
  });
  return `{ ${texts.join("; ")} }`;
}

/** A property's type, and whether it may be left out. */
export function describeProperty(checker: ts.TypeChecker, property: ts.Symbol): string {
  const type = describeShape(checker, propertyShape(checker, property), 1);
  return isOptional(property) ? `${type} (optional)` : type;
}
