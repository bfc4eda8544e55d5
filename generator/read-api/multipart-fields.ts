import type { FormField, MultipartField } from "../api-model.ts";
import { isObject, type JsonObject } from "../json.ts";
import { follow, type Context } from "./context.ts";
import { readFieldStyle } from "./style.ts";

type Kind = MultipartField["kind"];

/** How each property of a multipart body is sent, in document order, by its schema and the `encoding` object (OpenAPI 3.1, 4.8.15). */
export function readMultipartFields(context: Context, media: JsonObject): MultipartField[] {
  const { properties, required } = propertiesOf(context, media.schema);
  const encodings = isObject(media.encoding) ? media.encoding : {};
  return [...properties].map(([name, schema]) => {
    const { kind, array } = kindOf(context, schema);
    const contentType = contentTypeOf(encodings[name]);
    const asJson = kind !== "binary" && contentType !== undefined && /[/+]json/i.test(contentType);
    return {
      name,
      kind: asJson ? "json" : kind,
      array,
      required: required.has(name),
      contentType: contentType === ownContentType[asJson ? "json" : kind] ? undefined : contentType,
      style: kind === "binary" ? undefined : readFieldStyle(context, schema, encodings[name]),
    };
  });
}

/** The properties of an `application/x-www-form-urlencoded` body that are written in a way of their own. */
export function readFormFields(context: Context, media: JsonObject): FormField[] {
  const { properties } = propertiesOf(context, media.schema);
  const encodings = isObject(media.encoding) ? media.encoding : {};
  return [...properties].flatMap(([name, schema]) => {
    const style = readFieldStyle(context, schema, encodings[name]);
    return style === undefined ? [] : [{ name, style }];
  });
}

/** What a kind is sent as when the document says nothing. */
const ownContentType: Record<Kind, string | undefined> = {
  binary: "application/octet-stream",
  json: "application/json",
  text: "text/plain",
  auto: undefined,
};

/** A single media type can be sent as it is; a list or a wildcard only says what is allowed. */
function contentTypeOf(encoding: unknown): string | undefined {
  const contentType = isObject(encoding) ? encoding.contentType : undefined;
  return typeof contentType === "string" && !/[,*]/.test(contentType) ? contentType : undefined;
}

/** Properties of a schema and everything it is composed of; required only where each alternative says so. */
function propertiesOf(context: Context, schema: unknown, seen = new Set<unknown>()) {
  const node = follow(context, schema);
  const properties = new Map<string, unknown>();
  const required = new Set<unknown>();
  if (seen.has(node)) return { properties, required };
  seen.add(node);
  for (const [name, property] of Object.entries(isObject(node.properties) ? node.properties : {}))
    properties.set(name, property);
  for (const name of [node.required ?? []].flat()) required.add(name);
  for (const member of [node.allOf ?? [], node.anyOf ?? [], node.oneOf ?? []].flat()) {
    const part = propertiesOf(context, member, seen);
    for (const [name, property] of part.properties)
      if (!properties.has(name)) properties.set(name, property);
    if ([node.allOf].flat().includes(member)) for (const name of part.required) required.add(name);
  }
  return { properties, required };
}

function kindOf(context: Context, schema: unknown): { kind: Kind; array: boolean } {
  const node = follow(context, schema);
  if (typesOf(node).includes("array")) {
    const items = kindOf(context, node.items);
    return { kind: items.array ? "json" : items.kind, array: true };
  }
  const kinds = new Set(
    alternatives(node)
      .map((member) => kindOf(context, member))
      .map(({ kind, array }) => (array ? "auto" : kind)),
  );
  const [only] = kinds;
  if (only !== undefined) return { kind: kinds.size === 1 ? only : "auto", array: false };
  return { kind: ownKind(node), array: false };
}

/** The members of a union without `null`, which no form can carry; allOf counts by its first member. */
function alternatives(node: JsonObject): unknown[] {
  const union = [node.oneOf ?? [], node.anyOf ?? []]
    .flat()
    .filter((member) => !(isObject(member) && member.type === "null"));
  return union.length > 0 ? union : [node.allOf ?? []].flat().slice(0, 1);
}

function ownKind(node: JsonObject): Kind {
  const types = typesOf(node);
  if (isBinary(node)) return "binary";
  if (types.includes("object") || "properties" in node || "additionalProperties" in node)
    return "json";
  if (types.length > 0 || "enum" in node || "const" in node) return "text";
  return "auto";
}

function typesOf(node: JsonObject): unknown[] {
  return [node.type ?? []].flat().filter((type) => type !== "null");
}

/** `format: binary` (3.0); a media type that no encoding turns into text, or an encoding that is none (3.1; discord.json). */
export function isBinary(node: JsonObject): boolean {
  const types = typesOf(node);
  if (types.length > 0 && !types.includes("string")) return false;
  return (
    node.format === "binary" ||
    node.contentEncoding === "binary" ||
    (node.contentMediaType !== undefined && node.contentEncoding === undefined)
  );
}
