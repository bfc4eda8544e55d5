import { isObject, objectOf, type JsonObject } from "../json.ts";
import { acceptsNull, follow } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";
import { wrapInUnion } from "./nullable.ts";
import { untold } from "./unions.ts";

/**
 * Of the types' document: what an `allOf` requires of a schema that may be null is named beside it. openapi-typescript
 * would ask for keys of a type that, being null as well, has none, and that does not compile.
 *
 * Needed by plaid's document, whose models are nullable where they are declared.
 */
export function nameRequiredOfNullable(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema" || !Array.isArray(node.allOf) || !Array.isArray(node.required)) return;
    const members = node.allOf as unknown[];
    const properties = Object.fromEntries(
      members.flatMap((member) => nullableProperties(document, member, node.required as string[])),
    );
    const names = Object.keys(properties);
    if (names.length === 0) return;
    const mayBeNull = members.every((member) => acceptsNull(follow(document, member)));
    node.required = node.required.filter((name: string) => !names.includes(name));
    members.push({ type: "object", required: names, properties });
    if (mayBeNull && !("type" in node) && !("properties" in node)) wrapInUnion(node);
  });
}

function nullableProperties(
  document: JsonObject,
  member: unknown,
  required: readonly string[],
): [string, JsonObject][] {
  const target = follow(document, member);
  if (!isObject(member) || !("$ref" in member) || !acceptsNull(target)) return [];
  const properties = objectOf(target.properties);
  return required
    .filter((name) => Object.hasOwn(properties, name))
    .map((name) => [name, untold(properties[name])]);
}
