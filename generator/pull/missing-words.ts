import { isObject, type JsonObject } from "../json.ts";
import { walkDocument, type Visit } from "../walk-document.ts";

/** A place of the document that nobody has described yet. */
export interface Undescribed {
  /** Unescaped keys from the root. */
  readonly path: readonly string[];
  /** The fields to write, such as `summary`. */
  readonly fields: readonly string[];
}

/**
 * Lists what a reader of the generated documentation would find without a word: operations, parameters, headers,
 * responses, schemas with a name, and properties. References are described at the place they lead to. A response
 * gets an empty description, in place, since OpenAPI demands one.
 */
export function findUndescribed(document: JsonObject): Undescribed[] {
  const found: Undescribed[] = [];
  walkDocument(document, (visit) => {
    const { type, node, path } = visit;
    const fields = wordsOf(visit).filter((field) => (node[field] ?? "") === "");
    if (fields.length === 0) return;
    found.push({ path, fields });
    if (type === "response") putFirst(node, { description: "" });
  });
  return found;
}

function wordsOf({ type, node, path }: Visit): string[] {
  if ("$ref" in node) return [];
  if (type === "operation") return ["summary", "description"];
  if (type === "schema")
    return ["properties", "schemas"].includes(path.at(-2) ?? "") ? ["description"] : [];
  return type === "parameter" || type === "response" ? ["description"] : [];
}

function putFirst(node: JsonObject, fields: JsonObject): void {
  const rest = { ...node };
  for (const key of Object.keys(rest)) Reflect.deleteProperty(node, key);
  Object.assign(node, fields, rest);
}

/** Places of our document whose words are not in the new one, since upstream has them no more. */
export function findLostWords(ours: JsonObject, document: JsonObject): string[][] {
  const kept = new Set(textsIn(document).map(({ text }) => text));
  return textsIn(ours)
    .filter(({ text }) => !kept.has(text))
    .map(({ path }) => path);
}

interface Text {
  readonly path: string[];
  readonly text: string;
}

function textsIn(value: unknown, path: string[] = []): Text[] {
  if (Array.isArray(value))
    return value.flatMap((child, at) => textsIn(child, [...path, String(at)]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const here = [...path, key];
    const isText = (key === "summary" || key === "description") && typeof child === "string";
    return isText ? [{ path: here, text: child.trim() }] : textsIn(child, here);
  });
}
