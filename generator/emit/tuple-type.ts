import {
  transformSchemaObject,
  type SchemaObject,
  type TransformNodeOptions,
} from "openapi-typescript";
import ts from "typescript";
import { isObject, type JsonObject } from "../json.ts";

/** As many items are written out as a reader takes in; more than these are only a list. */
const maxWritten = 20;

/**
 * The type of a list whose first items have schemas of their own, which openapi-typescript always closes: from
 * `minItems` on they may be absent, and what `items` describes may follow. A document that says nothing of `minItems`
 * means all of them, and one that says nothing of `items`, no others: so their authors have it, though not JSON Schema.
 */
export function tupleType(
  schema: JsonObject,
  options: TransformNodeOptions,
): ts.TypeNode | undefined {
  const { type, items, minItems, maxItems } = schema;
  if (type !== "array" || !Array.isArray(schema.prefixItems) || isComposed(schema))
    return undefined;
  const prefixItems: unknown[] = schema.prefixItems;
  const { factory } = ts;
  const most = typeof maxItems === "number" ? maxItems : Infinity;
  const least = typeof minItems === "number" ? minItems : prefixItems.length;
  const typeOf = (item: unknown) => transformSchemaObject(item as SchemaObject, options);
  const isOpen = (items === true || isObject(items)) && most > prefixItems.length;
  const further = isOpen ? Math.min(least, maxWritten) - prefixItems.length : 0;
  const written = [
    ...prefixItems.slice(0, most),
    ...Array<unknown>(Math.max(0, further)).fill(items),
  ];
  const elements = written.map((item, index) =>
    index < least ? typeOf(item) : factory.createOptionalTypeNode(typeOf(item)),
  );
  if (isOpen) elements.push(factory.createRestTypeNode(factory.createArrayTypeNode(typeOf(items))));
  return factory.createTupleTypeNode(elements);
}

function isComposed(schema: JsonObject): boolean {
  return ["allOf", "anyOf", "oneOf", "enum", "const"].some((key) => key in schema);
}
