import { isObject, keysOf, pointer, resolvePointer, type JsonObject } from "../json.ts";
import { acceptsNull, componentsOf, membersOf } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Of the types' document: a reference into a schema, to its items or a member of its `allOf`, is printed as a look-up of
 * something that the type does not have. So a copy of what is meant becomes a component, its key the rest of the pointer,
 * which no component can have, since keys have no slash. What can be looked up, a required property, stays as it is.
 */
export function copyInnerSchemas(document: JsonObject): void {
  const schemas = componentsOf(document, "schemas");
  const redirect = (node: JsonObject): void => {
    if (typeof node.$ref !== "string") return;
    const keys = keysOf(node.$ref);
    if (keys[0] !== "components" || keys[1] !== "schemas" || isLookedUp(schemas, keys)) return;
    const key = keys.slice(2).map(escaped).join("/");
    const meant = resolvePointer(document, node.$ref);
    if (!isObject(meant)) return;
    node.$ref = pointer("components", "schemas", key);
    if (Object.hasOwn(schemas, key)) return;
    const copy = JSON.parse(JSON.stringify(meant)) as JsonObject;
    schemas[key] = copy;
    walkDocument({ components: { schemas: { copy } } }, (visit) => {
      redirect(visit.node);
    });
  };
  walkDocument(document, ({ node }) => {
    redirect(node);
  });
}

function escaped(key: string): string {
  return key.replace(/~/g, "~0").replace(/\//g, "~1");
}

/** Whether keys lead to a component, or on from there through nothing but properties that are always there. */
function isLookedUp(schemas: JsonObject, [, , name = "", ...rest]: readonly string[]): boolean {
  let schema = schemas[name];
  for (let index = 0; index < rest.length; index += 2) {
    const [field, key = ""] = rest.slice(index, index + 2);
    if (!isObject(schema) || typeof schema.$ref === "string" || acceptsNull(schema)) return false;
    if (field !== "properties" || !isObject(schema.properties)) return false;
    if (membersOf(schema).length > 0 || ![schema.required].flat().includes(key)) return false;
    schema = schema.properties[key];
  }
  return true;
}
