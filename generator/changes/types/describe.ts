import type ts from "typescript";
import { schemaKeyOf } from "./declared.ts";
import { isOptional, propertyShape, shapeOf, type Shape } from "./shape.ts";

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
    ...[...shape.kinds].filter((kind) => !last.includes(kind)),
    ...shape.values.keys(),
    ...last.filter((kind) => shape.kinds.has(kind)),
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
