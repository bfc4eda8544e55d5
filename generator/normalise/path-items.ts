import { isObject, objectOf, resolveReference, type JsonObject } from "../json.ts";

/**
 * Puts the path items that are referred to (`#/components/pathItems/…`, or another path's) in the place of the
 * reference: everything after this looks for operations there. What stands beside the `$ref` wins.
 */
export function inlinePathItems(document: JsonObject): void {
  for (const items of [document.paths, document.webhooks]) {
    for (const [path, item] of Object.entries(objectOf(items))) {
      if (!isObject(items) || !isObject(item) || typeof item.$ref !== "string") continue;
      const { $ref, ...own } = item;
      const target = resolveReference(document, { $ref });
      // A copy: what is repaired in one place must not change the other.
      const copy = JSON.parse(JSON.stringify(target)) as JsonObject;
      items[path] = { ...copy, ...own };
    }
  }
}
