import { isObject, keysOf, objectOf, pointer, type JsonObject } from "../json.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Of the types' document: what a schema keeps in its `$defs` is of no use but to those who refer to it. openapi-typescript
 * makes a required property of it. So what is referred to becomes a component, its key the rest of its pointer, which no
 * component can have, since keys have no slash.
 */
export function moveDefinitions(document: JsonObject): void {
  const definitions = takeDefinitions(document);
  if (definitions.size === 0) return;
  const { components } = document;
  const schemas = objectOf(objectOf(components).schemas);
  const redirected = (reference: unknown): unknown => {
    const found = typeof reference === "string" ? definitionOf(definitions, reference) : undefined;
    if (found === undefined) return reference;
    if (!Object.hasOwn(schemas, found.key)) {
      schemas[found.key] = found.schema;
      redirect(found.schema);
    }
    return pointer("components", "schemas", found.key, ...found.rest);
  };
  const redirect = (schema: JsonObject): void => {
    walkDocument({ components: { schemas: { schema } } }, ({ node }) => {
      redirectNode(node, redirected);
    });
  };
  walkDocument(document, ({ node }) => {
    redirectNode(node, redirected);
  });
  document.components = { ...objectOf(components), schemas };
}

function redirectNode(node: JsonObject, redirected: (reference: unknown) => unknown): void {
  if ("$ref" in node) node.$ref = redirected(node.$ref);
  const mapping = isObject(node.discriminator) ? node.discriminator.mapping : undefined;
  if (isObject(mapping))
    for (const [value, target] of Object.entries(mapping)) mapping[value] = redirected(target);
}

/** Removes all `$defs`: what was in them, by its pointer. */
function takeDefinitions(document: JsonObject): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  const holders: JsonObject[] = [];
  walkDocument(document, ({ type, node, path }) => {
    if (type !== "schema" || !isObject(node.$defs)) return;
    holders.push(node);
    for (const [name, schema] of Object.entries(node.$defs))
      if (isObject(schema)) found.set(pointer(...path, "$defs", name), schema);
  });
  for (const holder of holders) delete holder.$defs;
  return found;
}

/** The innermost definition that a reference leads to or into. */
function definitionOf(
  definitions: ReadonlyMap<string, JsonObject>,
  reference: string,
): { key: string; schema: JsonObject; rest: string[] } | undefined {
  const keys = keysOf(reference);
  for (let length = keys.length; length > 0; length -= 1) {
    const start = pointer(...keys.slice(0, length));
    const schema = definitions.get(start);
    if (schema !== undefined)
      return {
        key: start.replace(/^#\/(?:components\/schemas\/)?/, ""),
        schema,
        rest: keys.slice(length),
      };
  }
  return undefined;
}
