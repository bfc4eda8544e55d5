import { parse, stringify } from "yaml";
import { cutTag } from "../../generator/pull/cut-tag.ts";
import type { JsonObject } from "../../generator/json.ts";

/**
 * A document in YAML with the operations of one tag alone, and all security schemes, whoever uses them. Extensions of
 * the document itself are left out: they are a table of contents, of all operations.
 */
export function cutDocument(text: string, tag: string, heading: string): string {
  const document = parse(text) as JsonObject & { components?: { securitySchemes?: unknown } };
  const cut = cutTag(document, tag, heading);
  const { securitySchemes } = document.components ?? {};
  const components = {
    ...(cut.components as object),
    ...(securitySchemes ? { securitySchemes } : {}),
  };
  const entries = Object.entries({ ...cut, components }).filter(([key]) => !key.startsWith("x-"));
  const options = { lineWidth: 0, aliasDuplicateObjects: false };
  return `# ${heading}\n${stringify(Object.fromEntries(entries), options)}`;
}
