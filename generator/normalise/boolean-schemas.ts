import type { JsonObject } from "../json.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Writes `true` and `false` as the objects that say the same (JSON Schema 2020-12, section 4.3.2), wherever something else
 * than "no others" is meant by them: what reads a schema expects an object.
 */
export function rewriteBooleanSchemas(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type === "components") rewriteIn(node.schemas);
    if (type === "parameter" || type === "mediaType") rewriteIn(node, ["schema", "itemSchema"]);
    if (type !== "schema") return;
    for (const key of ["$defs", "properties", "allOf", "anyOf", "oneOf", "prefixItems"])
      rewriteIn(node[key]);
  });
}

/** @param keys Those that hold schemas. @default all */
function rewriteIn(holder: unknown, keys?: readonly string[]): void {
  if (typeof holder !== "object" || holder === null) return;
  const schemas = holder as JsonObject;
  for (const key of keys ?? Object.keys(schemas)) {
    const schema = schemas[key];
    if (typeof schema === "boolean") schemas[key] = schema ? {} : { not: {} };
  }
}
