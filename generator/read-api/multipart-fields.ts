import type { FormField, MultipartField } from "../api-model.ts";
import { isObject, objectOf, type JsonObject } from "../json.ts";
import { isJson, isRange } from "../media-type.ts";
import { alternativesOf, follow, isBinary, propertiesOf, requiredOf, typesOf } from "../schema.ts";
import type { Context } from "./context.ts";
import { readFieldStyle } from "./style.ts";

type Kind = MultipartField["kind"];

/** How each property of a multipart body is sent, in document order, by its schema and the `encoding` object (OpenAPI 3.1, 4.8.15). */
export function readMultipartFields(context: Context, media: JsonObject): MultipartField[] {
  const required = requiredOf(context.document, media.schema);
  const encodings = objectOf(media.encoding);
  return [...propertiesOf(context.document, media.schema)].map(([name, schema]) => {
    const { kind, array } = fieldKind(context.document, schema);
    const encoded = contentTypeOf(encodings[name]);
    const own = ownMediaType(context.document, schema);
    const contentType = encoded ?? own;
    // Text that is JSON already is sent as it is.
    const asJson =
      kind !== "binary" && encoded !== undefined && own === undefined && isJson(encoded);
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
  const encodings = objectOf(media.encoding);
  return [...propertiesOf(context.document, media.schema)].flatMap(([name, schema]) => {
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

/** The media type of a body's first part, as far as the document tells. */
export function mediaTypeOfFirst([first]: readonly MultipartField[]): string {
  return first?.contentType ?? ownContentType[first?.kind ?? "auto"] ?? "text/plain";
}

/** A single media type can be sent as it is; a list or a wildcard only says what is allowed. */
function contentTypeOf(encoding: unknown): string | undefined {
  const { contentType } = objectOf(encoding);
  return typeof contentType === "string" && !isRange(contentType) && !contentType.includes(",")
    ? contentType
    : undefined;
}

/** What a schema says of itself or of its items (JSON Schema 2020-12), unless it has to be decoded first. */
function ownMediaType(document: JsonObject, schema: unknown): string | undefined {
  const node = follow(document, schema);
  const value = typesOf(node).includes("array") ? follow(document, node.items) : node;
  const { contentMediaType, contentEncoding = "binary" } = value;
  return contentEncoding === "binary"
    ? contentTypeOf({ contentType: contentMediaType })
    : undefined;
}

interface FieldKind {
  readonly kind: Kind;
  readonly array: boolean;
}

/** @param around The schemas around it, in which a circle ends: what is in it is left to the value. */
function fieldKind(
  document: JsonObject,
  schema: unknown,
  around: readonly JsonObject[] = [],
): FieldKind {
  const node = follow(document, schema);
  const isList = typesOf(node).includes("array");
  if (around.includes(node)) return { kind: "auto", array: isList };
  const inside = [...around, node];
  if (isList) {
    const kinds = new Set(
      itemsOf(node)
        .map((item) => fieldKind(document, item, inside))
        .map(({ kind, array }) => (array ? "json" : kind)),
    );
    const [only = "auto"] = kinds;
    return { kind: kinds.size > 1 ? "auto" : only, array: true };
  }
  const kinds = new Set(
    alternatives(node)
      .map((member) => fieldKind(document, member, inside))
      .map(({ kind, array }) => (array ? "auto" : kind)),
  );
  const [only] = kinds;
  if (only !== undefined) return { kind: kinds.size === 1 ? only : "auto", array: false };
  return { kind: ownKind(node), array: false };
}

/** The schemas of a list's items: those of a tuple, and that of what follows them. */
function itemsOf({ prefixItems, items }: JsonObject): unknown[] {
  return [prefixItems ?? [], isObject(items) ? items : []].flat();
}

/** The members of a union without `null`, which no form can carry; allOf counts by its first member. */
function alternatives(node: JsonObject): unknown[] {
  const union = alternativesOf(node).filter(
    (member) => !(isObject(member) && member.type === "null"),
  );
  return union.length > 0 ? union : [node.allOf ?? []].flat().slice(0, 1);
}

function ownKind(node: JsonObject): Kind {
  if (isBinary(node)) return "binary";
  const types = typesOf(node).filter((type) => type !== "null");
  if (types.includes("object") || "properties" in node || "additionalProperties" in node)
    return "json";
  if (types.length > 0 || "enum" in node || "const" in node) return "text";
  return "auto";
}
