import { isObject, resolveReference, type JsonObject } from "../json.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Drops names from `required` that no property has: types made from them name a missing key and do not compile.
 * A schema that is composed (allOf, anyOf, oneOf) or referred to from a composition keeps its list when any part
 * of the composition declares the name.
 *
 * Needed by the OpenAI document of July 2024: `Upload` required a `step_number` that it did not have.
 */
export function dropMissingRequired(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema" || !Array.isArray(node.required)) return;
    const known = propertyNames(document, node);
    if (known.size === 0) return;
    node.required = node.required.filter((name) => known.has(name));
    if ((node.required as unknown[]).length === 0) delete node.required;
  });
}

function propertyNames(
  document: JsonObject,
  schema: unknown,
  seen = new Set<unknown>(),
): Set<unknown> {
  const target = resolveReference(document, schema);
  const names = new Set<unknown>();
  if (!isObject(target) || seen.has(target)) return names;
  seen.add(target);
  if (isObject(target.properties))
    for (const name of Object.keys(target.properties)) names.add(name);
  for (const member of [target.allOf, target.anyOf, target.oneOf].flat()) {
    for (const name of propertyNames(document, member, seen)) names.add(name);
  }
  return names;
}
