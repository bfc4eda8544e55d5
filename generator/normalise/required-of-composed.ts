import { isObject, objectOf, objectsIn, type JsonObject } from "../json.ts";
import { acceptsNull, follow } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";
import { wrapInUnion } from "./nullable.ts";
import { untold } from "./unions.ts";

/**
 * Of the types' document: what a schema requires of those that its `allOf` refers to is named beside them, where
 * openapi-typescript would not find it, since they are composed themselves, or would ask for keys of a type that, being null
 * as well, has none, which does not compile.
 *
 * Needed by plaid's document, whose models are nullable where they are declared.
 */
export function nameRequiredOfComposed(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema" || !Array.isArray(node.allOf) || !Array.isArray(node.required)) return;
    const members = node.allOf as unknown[];
    const missed = (node.required as string[]).filter((name) => !isPrinted(document, node, name));
    const properties = declaredIn(document, node, missed);
    const names = Object.keys(properties);
    if (names.length === 0) return;
    const mayBeNull = members.every((member) => acceptsNull(follow(document, member)));
    node.required = (node.required as string[]).filter((name) => !names.includes(name));
    members.push({ type: "object", required: names, properties });
    if (mayBeNull && !("type" in node) && !("properties" in node)) wrapInUnion(node);
  });
}

/** Whether openapi-typescript sees by itself that a name in `required` is a property. */
function isPrinted(document: JsonObject, node: JsonObject, name: string): boolean {
  if (Object.hasOwn(objectOf(node.properties), name)) return true;
  return objectsIn(node.allOf).some((member) => {
    if (!("$ref" in member)) return isPrinted(document, member, name);
    const target = follow(document, member);
    return Object.hasOwn(objectOf(target.properties), name) && !acceptsNull(target);
  });
}

function declaredIn(
  document: JsonObject,
  schema: unknown,
  names: readonly string[],
  around: readonly JsonObject[] = [],
): Record<string, JsonObject> {
  const node = follow(document, schema);
  if (around.includes(node)) return {};
  const own = Object.entries(objectOf(node.properties))
    .filter(([name, property]) => names.includes(name) && isObject(property))
    .map(([name, property]) => [name, untold(property)] as const);
  const inherited = [node.allOf ?? []]
    .flat()
    .map((member) => declaredIn(document, member, names, [...around, node]));
  return Object.assign({}, ...inherited, Object.fromEntries(own)) as Record<string, JsonObject>;
}
