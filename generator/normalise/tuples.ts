import { type JsonObject } from "../json.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Writes a list whose first items have schemas of their own in one way, whatever the document's: as `prefixItems`, with
 * `items` for what follows, and with its type. A list of schemas in `items` is that of earlier drafts of JSON Schema.
 *
 * Needed by documents of Elysia, whose schemas are TypeBox's, of draft 7.
 */
export function completeTuples(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema") return;
    if (Array.isArray(node.items)) {
      const { items, additionalItems } = node;
      node.prefixItems = items;
      node.items = additionalItems ?? false;
      delete node.additionalItems;
    }
    if (Array.isArray(node.prefixItems)) node.type ??= "array";
  });
}
