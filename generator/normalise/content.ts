import { isObject, type JsonObject } from "../json.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Drops what stands in `content` and is no media type, and `content` where nothing else is in it. There is a warning of it.
 *
 * Needed by documents of Elysia, which writes `content: { type: "void" }` where a response has none.
 */
export function dropNoContent(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type === "schema" || !isObject(node.content)) return;
    const entries = Object.entries(node.content);
    const media = entries.filter(([, value]) => isObject(value));
    if (media.length === entries.length) return;
    if (media.length > 0) node.content = Object.fromEntries(media);
    else delete node.content;
  });
}
