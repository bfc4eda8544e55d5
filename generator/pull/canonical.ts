import type { JsonObject } from "../json.ts";
import { rewriteNullable } from "../normalise/nullable.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Says the document, in place, the one way that OpenAPI 3.1 has for each thing, so that an overlay and a diff see
 * what changed and not how it is spelled:
 * - 3.0 becomes 3.1.0: `nullable` becomes a null type, a boolean `exclusiveMinimum` the number it is about;
 * - an `enum` of one value becomes a `const`;
 * - `format: binary` becomes `contentMediaType: application/octet-stream`.
 *
 * A `nullable` in a 3.1 document stays: there it is a mistake that means nothing, and an overlay's to repair.
 */
export function sayIn31(document: JsonObject): void {
  const is30 = typeof document.openapi === "string" && document.openapi.startsWith("3.0.");
  if (is30) {
    document.openapi = "3.1.0";
    rewriteNullable(document);
  }
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema") return;
    if (is30) rewriteExclusiveLimits(node);
    if (Array.isArray(node.enum) && node.enum.length === 1)
      replace(node, "enum", { const: node.enum[0] as unknown });
    if (node.type === "string" && node.format === "binary")
      replace(node, "format", { contentMediaType: "application/octet-stream" });
  });
}

function rewriteExclusiveLimits(schema: JsonObject): void {
  for (const [limit, exclusive] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    if (schema[exclusive] === true && limit in schema)
      replace(schema, limit, { [exclusive]: schema[limit] });
    else if (typeof schema[exclusive] === "boolean") Reflect.deleteProperty(schema, exclusive);
  }
}

function replace(schema: JsonObject, field: string, by: JsonObject): void {
  Reflect.deleteProperty(schema, field);
  Object.assign(schema, by);
}
