import { objectOf, type JsonObject } from "../json.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Writes `true` and `false` as the objects that say the same (JSON Schema 2020-12, section 4.3.2), wherever a name leads to
 * a schema: what follows a `$ref` expects an object.
 */
export function rewriteBooleanSchemas(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type === "components") rewriteIn(node.schemas);
    if (type !== "schema") return;
    rewriteIn(node.$defs);
    rewriteIn(node.properties);
  });
}

function rewriteIn(map: unknown): void {
  const schemas = objectOf(map);
  for (const [key, schema] of Object.entries(schemas))
    if (typeof schema === "boolean") schemas[key] = schema ? {} : { not: {} };
}
