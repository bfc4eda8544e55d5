import {
  isObject,
  objectOf,
  objectsIn,
  pointer,
  resolvePointer,
  resolveReference,
  type JsonObject,
} from "../json.ts";
import { follow } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";
import { dropNull } from "./null-outside.ts";

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

/**
 * Declares the parameters that a templated path names and nobody declares, as required strings: without them no
 * request could be made.
 *
 * Needed by the OpenAI document of July 2024, whose `/uploads/{upload_id}/part` declared no parameter.
 */
export function declarePathParameters(document: JsonObject): void {
  walkDocument(document, ({ type, node, path: [root, template = "", method] }) => {
    if (type !== "operation" || root !== "paths" || method === undefined) return;
    const pathItem = resolvePointer(document, pointer(root, template));
    const declared = [isObject(pathItem) ? pathItem.parameters : [], node.parameters ?? []].flat();
    const undeclared = templateNames(template).filter(
      (name) => !declared.some((entry) => isPathParameter(resolveReference(document, entry), name)),
    );
    if (undeclared.length === 0) return;
    const added = undeclared.map((name) => ({
      in: "path",
      name,
      required: true,
      schema: { type: "string" },
    }));
    node.parameters = [node.parameters ?? [], added].flat();
  });
}

/**
 * Drops path parameters that the path does not name: there is no place for them in a request, and types would require them.
 *
 * Needed by Apache Superset, one of whose paths lacks the `{schema_name}` that it declares.
 */
export function dropStrayPathParameters(document: JsonObject): void {
  for (const { holder, template } of parameterLists(document))
    holder.parameters = objectsIn(holder.parameters).filter((entry) =>
      hasPlace(document, entry, template),
    );
}

/** Whether a parameter has a place in the path, or belongs elsewhere. */
export function hasPlace(document: JsonObject, entry: unknown, template: string): boolean {
  const parameter = follow(document, entry);
  return parameter.in !== "path" || templateNames(template).includes(String(parameter.name));
}

/** The path items and operations that have parameters, with their path templates and where they stand. */
export function parameterLists(
  document: JsonObject,
): { holder: JsonObject; template: string; path: readonly string[] }[] {
  const found: { holder: JsonObject; template: string; path: readonly string[] }[] = [];
  walkDocument(document, ({ type, node, path }) => {
    const [root, template = ""] = path;
    if ((type !== "operation" && type !== "pathItem") || root !== "paths") return;
    // Callbacks have templates of their own.
    if (path.includes("callbacks") || !Array.isArray(node.parameters)) return;
    found.push({ holder: node, template, path });
  });
  return found;
}

/** No path has a word for null: it is left out of what its parameters may be. */
export function dropNullInPaths(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type === "parameter" && node.in === "path" && isObject(node.schema)) dropNull(node.schema);
  });
}

/** The names between braces in a path template, in path order. */
export function templateNames(template: string): string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? "");
}

function isPathParameter(parameter: unknown, name: string): boolean {
  return isObject(parameter) && parameter.in === "path" && parameter.name === name;
}
