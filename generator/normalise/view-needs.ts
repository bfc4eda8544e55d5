import { isObject, keysOf, objectOf, type JsonObject } from "../json.ts";
import { componentsOf, follow, propertiesOf } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";

/*
 * Which schemas read otherwise in a request than in a result, and from where they are reached.
 */

/** Calls back for a schema and every schema inside it, without following `$ref`s. */
export function walkSchema(schema: unknown, visit: (node: JsonObject) => void): void {
  walkDocument({ components: { schemas: { schema } } }, ({ type, node }) => {
    if (type === "schema") visit(node);
  });
}

/** The key of the component that a `$ref` leads to as a whole. */
export function componentKey({ $ref }: JsonObject): string | undefined {
  if (typeof $ref !== "string") return undefined;
  const [root, kind, key, ...rest] = keysOf($ref);
  return root === "components" && kind === "schemas" && rest.length === 0 ? key : undefined;
}

/** The keys of all components that some schemas refer to, at any depth. */
export function reachedBy(document: JsonObject, schemas: readonly unknown[]): Set<string> {
  const found = new Set<string>();
  const add = (node: JsonObject) => {
    const key = componentKey(node);
    if (key !== undefined) found.add(key);
  };
  for (const schema of schemas) walkSchema(schema, add);
  // A set hands out what is added to it while it is gone through.
  for (const key of found) walkSchema(componentsOf(document, "schemas")[key], add);
  return found;
}

/** Those components that read otherwise in a request, or refer to one that does. */
export function needingView(document: JsonObject): Set<string> {
  const users = new Map<string, string[]>();
  const needing = new Set<string>();
  for (const [key, schema] of Object.entries(componentsOf(document, "schemas")))
    walkSchema(schema, (node) => {
      const target = componentKey(node);
      if (target !== undefined) users.set(target, [...(users.get(target) ?? []), key]);
      if (readsOtherwise(document, node)) needing.add(key);
    });
  for (const key of needing) for (const user of users.get(key) ?? []) needing.add(user);
  return needing;
}

function readsOtherwise(document: JsonObject, node: JsonObject): boolean {
  return requiredOnly(document, node, "readOnly", "writeOnly").length > 0 || hasOtherValues(node);
}

/** What a schema requires, though it is only ever read, or only ever written. */
export function requiredOnly(
  document: JsonObject,
  node: JsonObject,
  ...keywords: ("readOnly" | "writeOnly")[]
): string[] {
  if (!Array.isArray(node.required)) return [];
  const properties = propertiesOf(document, node);
  return (node.required as string[]).filter((name) => {
    const property = properties.get(name);
    return [objectOf(property), follow(document, property)].some((schema) =>
      keywords.some((keyword) => schema[keyword] === true),
    );
  });
}

/** Whether values under free keys are of another type than the properties: no literal is both. */
export function hasOtherValues({
  properties,
  additionalProperties,
  patternProperties,
}: JsonObject): boolean {
  const own = Object.values(objectOf(properties));
  const others = valuesUnderFreeKeys({ additionalProperties, patternProperties });
  if (own.length === 0 || others.length === 0) return false;
  const kinds = others.map(kindOf);
  return own.some((property) => !kinds.includes(kindOf(property)));
}

/** The schemas of what stands under keys that the document doesn't name. */
export function valuesUnderFreeKeys({
  additionalProperties,
  patternProperties,
}: JsonObject): JsonObject[] {
  const values = [additionalProperties, ...Object.values(objectOf(patternProperties))];
  return values.filter(isObject).filter((value) => Object.keys(value).length > 0);
}

/** What is the same for schemas of the same type. */
export function kindOf(schema: unknown): string {
  const { type, $ref, enum: values, const: value, format, ...rest } = objectOf(schema);
  const parts = ["properties", "items", "anyOf", "oneOf", "allOf", "additionalProperties"].map(
    (key) => rest[key],
  );
  return JSON.stringify([type, $ref, values, value, format === "binary", parts]);
}

/** Adds a view to the components, after the schema that it is a view of. */
export function insertAfter(
  document: JsonObject,
  key: string,
  name: string,
  view: JsonObject,
): void {
  const schemas = Object.entries(componentsOf(document, "schemas"));
  const index = schemas.findIndex(([other]) => other === key);
  objectOf(document.components).schemas = Object.fromEntries(
    schemas.toSpliced(index + 1, 0, [name, view]),
  );
}
