import { type JsonObject } from "../json.ts";
import { walkDocument } from "../walk-document.ts";

/** What stands beside a `$ref` and narrows it down; the rest are words about it. */
const narrowing = [
  "properties",
  "required",
  "additionalProperties",
  "patternProperties",
  "allOf",
  "anyOf",
  "oneOf",
  "items",
  "prefixItems",
  "enum",
  "const",
];

/**
 * Makes a `$ref` the first of an `allOf` where its siblings narrow it down, as they may since OpenAPI 3.1; before, they are to
 * be ignored. Nothing that follows a `$ref` looks at its siblings.
 */
export function composeRefSiblings(document: JsonObject): void {
  if (!/^3\.1\b/.test(String(document.openapi))) return;
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema" || typeof node.$ref !== "string") return;
    if (!narrowing.some((key) => key in node)) return;
    const { $ref, allOf = [] } = node;
    delete node.$ref;
    node.allOf = [{ $ref }, allOf].flat();
  });
}
