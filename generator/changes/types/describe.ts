import ts from "typescript";
import { schemaKeyOf } from "./declared.ts";
import { shapeOf, type Shape } from "./shape.ts";

const maxDepth = 2;

/** A type in a few words: models by name, deeper objects as `object`. */
export function describeShape(checker: ts.TypeChecker, shape: Shape, depth = 0): string {
  const parts = [
    ...(shape.anything ? ["unknown"] : []),
    ...shape.objects.map((object) => describeObject(checker, object, depth)),
    ...shape.items.map((item) => {
      const text = describeShape(checker, shapeOf(checker, item), depth + 1);
      return text.includes(" | ") ? `(${text})[]` : `${text}[]`;
    }),
    ...shape.open,
    ...shape.values.keys(),
    ...shape.named,
    ...(shape.nullable ? ["null"] : []),
    ...(shape.nothing ? ["nothing"] : []),
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

/** What a property holds if it is there. */
export function propertyShape(checker: ts.TypeChecker, property: ts.Symbol): Shape {
  return { ...shapeOf(checker, checker.getTypeOfSymbol(property)), nothing: false };
}

export function isOptional(property: ts.Symbol): boolean {
  return (property.flags & ts.SymbolFlags.Optional) !== 0;
}
