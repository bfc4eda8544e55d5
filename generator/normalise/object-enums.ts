import type { JsonObject } from "../json.ts";
import { typesOf } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Of the types' document: drops the values that an object lists, which openapi-typescript takes for alternatives to it. The
 * type is that of any such object.
 *
 * Needed by Cloudflare, one of whose objects lists its properties' names as its values.
 */
export function dropEnumsOfObjects(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema" || !Array.isArray(node.enum)) return;
    if (typesOf(node).includes("object") || "properties" in node) delete node.enum;
  });
}
