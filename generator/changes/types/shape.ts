import ts from "typescript";
import { opaqueTypes } from "./library.ts";

/** A type taken apart into its alternatives. */
export interface Shape {
  /** `unknown`: every value. */
  anything: boolean;
  nullable: boolean;
  /** No content at all, as a `204` has none. Whether a property is optional is not a part of its shape. */
  nothing: boolean;
  /** Primitives any value of which is meant. */
  open: Set<string>;
  /** Single values as JSON, with their primitive. */
  values: Map<string, string>;
  /** Item types of its arrays. */
  items: ts.Type[];
  objects: ts.Type[];
  /** Types known by name only, such as `Blob`. */
  named: Set<string>;
}

export function shapeOf(checker: ts.TypeChecker, type: ts.Type): Readonly<Shape> {
  const shape: Shape = {
    anything: false,
    nullable: false,
    nothing: false,
    open: new Set(),
    values: new Map(),
    items: [],
    objects: [],
    named: new Set(),
  };
  for (const member of type.isUnion() ? type.types : [type]) addMember(checker, member, shape);
  if (shape.values.has("true") && shape.values.has("false")) {
    shape.values.delete("true");
    shape.values.delete("false");
    shape.open.add("boolean");
  }
  return shape;
}

function addMember(checker: ts.TypeChecker, type: ts.Type, shape: Shape): void {
  const is = (flags: ts.TypeFlags) => (type.flags & flags) !== 0;
  const value = literalOf(checker, type);
  if (isImpossible(type)) return;
  if (value !== undefined) shape.values.set(JSON.stringify(value), typeof value);
  else if (is(ts.TypeFlags.Unknown | ts.TypeFlags.Any)) shape.anything = true;
  else if (is(ts.TypeFlags.Null)) shape.nullable = true;
  else if (is(ts.TypeFlags.Undefined | ts.TypeFlags.Void)) shape.nothing = true;
  else if (is(ts.TypeFlags.String)) shape.open.add("string");
  else if (is(ts.TypeFlags.Number)) shape.open.add("number");
  else if (is(ts.TypeFlags.Object | ts.TypeFlags.Intersection)) addObject(checker, type, shape);
  else if (!is(ts.TypeFlags.Never)) shape.named.add(checker.typeToString(type));
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
  const item = itemOf(checker, type);
  if (item !== undefined) shape.items.push(item);
  else if (symbol !== undefined && opaqueTypes.has(symbol.name))
    shape.named.add(checker.typeToString(type));
  else shape.objects.push(type);
}

/** The type of an array's or a tuple's items. */
export function itemOf(checker: ts.TypeChecker, type: ts.Type): ts.Type | undefined {
  const isList = checker.isArrayType(type) || checker.isTupleType(type);
  return isList ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
}

/** The one value of a literal type. */
export function literalOf(
  checker: ts.TypeChecker,
  type: ts.Type,
): string | number | boolean | undefined {
  if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
  if ((type.flags & ts.TypeFlags.BooleanLiteral) === 0) return undefined;
  return checker.typeToString(type) === "true";
}
