import { isObject, objectOf, type JsonObject } from "./json.ts";
import { isJson, isRange } from "./media-type.ts";
import { alternativesOf, follow, isBinary, typesOf } from "./schema.ts";

/** How a value goes into a multipart form. */
export interface FieldKind {
  /** `auto`: the schema leaves it open, so the value given decides. */
  readonly kind: "binary" | "text" | "json" | "auto";
  /** One field per item of an array. */
  readonly array: boolean;
}

/** How a property of a form is sent, by its schema and its Encoding Object. */
export function fieldKind(document: JsonObject, schema: unknown, encoding?: unknown): FieldKind {
  const { kind, array } = kindBySchema(document, schema);
  const encoded = contentTypeOf(encoding);
  // Text that is JSON already is sent as it is.
  const isText = kind === "binary" || ownMediaType(document, schema) !== undefined;
  return { kind: encoded !== undefined && isJson(encoded) && !isText ? "json" : kind, array };
}

/** @param around The schemas around it, in which a circle ends: what is in it is left to the value. */
function kindBySchema(
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
        .map((item) => kindBySchema(document, item, inside))
        .map(({ kind, array }) => (array ? "json" : kind)),
    );
    const [only = "auto"] = kinds;
    return { kind: kinds.size > 1 ? "auto" : only, array: true };
  }
  const members = alternatives(node);
  if (members.length === 1) return kindBySchema(document, members[0], inside);
  const kinds = new Set(
    members
      .map((member) => kindBySchema(document, member, inside))
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

function ownKind(node: JsonObject): FieldKind["kind"] {
  if (isBinary(node)) return "binary";
  const types = typesOf(node).filter((type) => type !== "null");
  if (types.includes("object") || "properties" in node || "additionalProperties" in node)
    return "json";
  if (types.length > 0 || "enum" in node || "const" in node) return "text";
  return "auto";
}

/** A single media type can be sent as it is; a list or a wildcard only says what is allowed. */
export function contentTypeOf(encoding: unknown): string | undefined {
  const { contentType } = objectOf(encoding);
  return typeof contentType === "string" && !isRange(contentType) && !contentType.includes(",")
    ? contentType
    : undefined;
}

/** What a schema says of itself or of its items (JSON Schema 2020-12), unless it has to be decoded first. */
export function ownMediaType(document: JsonObject, schema: unknown): string | undefined {
  const node = follow(document, schema);
  const value = typesOf(node).includes("array") ? follow(document, node.items) : node;
  const { contentMediaType, contentEncoding = "binary" } = value;
  return contentEncoding === "binary"
    ? contentTypeOf({ contentType: contentMediaType })
    : undefined;
}
