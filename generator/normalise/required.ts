import { isObject, type JsonObject } from "../json.ts";
import { propertiesOf } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Drops names from `required` that no property has: types made from them name a missing key and do not compile.
 * A schema that is composed (allOf, anyOf, oneOf) or referred to from a composition keeps its list when any part
 * of the composition declares the name.
 *
 * A member of an `allOf` that requires what another member declares hands the name to the whole, whose list types
 * are made from.
 *
 * Needed by the OpenAI document of July 2024: `Upload` required a `step_number` that it did not have; and by that of
 * today, where a member of `Response` requires the `model` and `tools` of the others.
 */
export function dropMissingRequired(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema") return;
    if (Array.isArray(node.allOf)) liftRequired(document, node, node.allOf);
    if (!Array.isArray(node.required)) return;
    const known = propertiesOf(document, node);
    if (known.size === 0) return;
    const required = (node.required as string[]).filter((name) => known.has(name));
    if (required.length > 0) node.required = required;
    else delete node.required;
  });
}

function liftRequired(document: JsonObject, schema: JsonObject, members: unknown[]): void {
  const own = new Set<unknown>([schema.required ?? []].flat());
  for (const member of members) {
    // A schema that is referred to has a list of its own, for all who refer to it.
    if (!isObject(member) || !Array.isArray(member.required)) continue;
    const known = propertiesOf(document, member);
    for (const name of member.required as string[]) if (!known.has(name)) own.add(name);
  }
  if (own.size > 0) schema.required = [...own];
}
