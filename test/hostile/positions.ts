import { isObject, type JsonObject } from "../../generator/json.ts";
import { baseDocument } from "./base-document.ts";

/** A place where a document holds text. */
export interface Position {
  readonly name: string;
  /** A document with a text put there; the one given may change. */
  readonly put: (document: JsonObject, text: string) => JsonObject;
}

const operation = ["paths", "/marker/{id}", "post"];
const query = [...operation, "parameters", "1"];
const properties = ["components", "schemas", "Thing", "properties"];

const contentType = [
  ...["paths", "/marker/{id}", "put", "requestBody", "content", "multipart/form-data"],
  ...["encoding", "marker7", "contentType"],
];

/** Values, by the keys that lead to them. A place that stands twice holds the same text in both. */
const values: Record<string, string[][]> = {
  title: [["info", "title"]],
  "document description": [["info", "description"]],
  "extension value": [["info", "x-marker"]],
  "external documentation": [
    ["externalDocs", "url"],
    ["externalDocs", "description"],
  ],
  tag: [
    ["tags", "0", "name"],
    [...operation, "tags", "0"],
  ],
  "tag description": [["tags", "0", "description"]],
  operationId: [[...operation, "operationId"]],
  summary: [[...operation, "summary"]],
  "operation server URL": [["paths", "/marker/{id}", "put", "servers", "0", "url"]],
  "operation server variable": [[...operation, "servers", "0", "variables", "marker10", "default"]],
  "operation description": [[...operation, "description"]],
  "path parameter description": [[...operation, "parameters", "0", "description"]],
  "query parameter name": [[...query, "name"]],
  "query parameter description": [[...query, "description"]],
  "parameter example": [[...query, "example"]],
  "parameter enum value": [[...query, "schema", "enum", "0"]],
  "parameter default": [[...query, "schema", "default"]],
  "header parameter name": [[...operation, "parameters", "2", "name"]],
  "cookie parameter name": [[...operation, "parameters", "3", "name"]],
  "body description": [[...operation, "requestBody", "description"]],
  "response description": [[...operation, "responses", "200", "description"]],
  "response header description": [
    [...operation, "responses", "200", "headers", "marker6", "description"],
  ],
  "schema title": [["components", "schemas", "Thing", "title"]],
  "schema description": [["components", "schemas", "Thing", "description"]],
  "property title": [[...properties, "marker5", "title"]],
  "property description": [[...properties, "marker5", "description"]],
  "property example": [[...properties, "marker5", "example"]],
  "enum value": [[...properties, "chosen", "enum", "0"]],
  "property default": [[...properties, "chosen", "default"]],
  "const value": [[...properties, "fixed", "const"]],
  pattern: [[...properties, "shaped", "pattern"]],
  format: [[...properties, "shaped", "format"]],
  "security scheme": [["components", "securitySchemes", "key", "scheme"]],
};

/** Keys, by what they are in the base document: everywhere they occur, as key or as value, they change together. */
const names: Record<string, string> = {
  "body example key and property name": "marker5",
  "response header name": "marker6",
  "multipart field name": "marker7",
  "schema name": "Marker8",
  "discriminator property name": "marker9",
  "extension key": "x-marker",
};

export const positions: readonly Position[] = [
  ...Object.entries(values).map(([name, paths]) => ({
    name,
    put: (document: JsonObject, text: string) =>
      paths.reduce((whole, path) => setAt(whole, path, text), document),
  })),
  ...Object.entries(names).map(([name, old]) => ({
    name,
    put: (document: JsonObject, text: string) =>
      renamed(document, old, old.startsWith("x-") ? `x-${text}` : keyOf(text)) as JsonObject,
  })),
  {
    name: "media type",
    // An answer of a range of types may be anything.
    put: (document, text) =>
      renamed(document, "application/marker", text.replaceAll("*", "")) as JsonObject,
  },
  {
    name: "field content type",
    // A list or a range of types is not sent.
    put: (document, text) => setAt(document, contentType, text.replace(/[,*]/g, "")),
  },
  {
    name: "server URL",
    put: (document, text) =>
      setAt(document, ["servers", "0", "url"], `https://example.com/${text}`),
  },
  {
    name: "discriminator value",
    put: (document, text) =>
      setAt(
        document,
        ["components", "schemas", "Choice", "discriminator", "mapping"],
        Object.fromEntries([[text, "#/components/schemas/Kind"]]),
      ),
  },
  {
    // Last, since the others are reached through it. Names in braces would be parameters, and arguments of methods.
    name: "path",
    put: (document, text) =>
      renamed(document, "/marker/{id}", `/${text.replace(/[{}]/g, "")}/{id}`) as JsonObject,
  },
];

/** Places whose texts must differ from each other, or the document would be refused for that. */
export const groups = [
  positions.filter(
    ({ name }) => !/name|key|tag|operationId|media type|discriminator|path$/.test(name),
  ),
  positions.filter(({ name }) =>
    /^(?:tag|path|query|extension|discriminator value|schema name)/.test(name),
  ),
  positions.filter(({ name }) => /^(?:operationId|header|body example|media|multipart)/.test(name)),
  positions.filter(({ name }) =>
    /^(?:cookie|response header name|discriminator property)/.test(name),
  ),
];

/** The base document with a text in each of some places. */
export function documentWith(texts: ReadonlyMap<Position, string>): JsonObject {
  let document = structuredClone(baseDocument);
  for (const position of positions) {
    const text = texts.get(position);
    if (text !== undefined) document = position.put(document, text);
  }
  return document;
}

/** An object lists whole numbers first, and then its other keys: such a name would change their order. */
function keyOf(text: string): string {
  return /^\d+$/.test(text) ? `${text}.` : text;
}

/** Sets a value in place; returns the document. */
function setAt(document: JsonObject, path: readonly string[], value: unknown): JsonObject {
  let node: unknown = document;
  for (const key of path.slice(0, -1)) node = (node as JsonObject)[key];
  (node as JsonObject)[path.at(-1) ?? ""] = value;
  return document;
}

/** A copy with one key or text called otherwise. Entries become own properties, also `__proto__`. */
function renamed(value: unknown, old: string, name: string): unknown {
  if (value === old) return name;
  if (Array.isArray(value)) return value.map((item) => renamed(item, old, name));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    ([key, item]) => [key === old ? name : key, renamed(item, old, name)] as const,
  );
  return Object.fromEntries(entries);
}
