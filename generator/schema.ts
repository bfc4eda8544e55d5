import { isObject, objectOf, resolveReference, type JsonObject } from "./json.ts";
import { isJson } from "./media-type.ts";

/*
 * What every stage asks of a schema, and of whatever else may be a `$ref`.
 */

/** The object meant by a value that may be a `$ref`; an empty one where there is none. */
export function follow(document: JsonObject, value: unknown): JsonObject {
  return objectOf(resolveReference(document, value));
}

/** What the document has under `#/components/…`, by key. */
export function componentsOf(document: JsonObject, kind: string): JsonObject {
  return objectOf(objectOf(document.components)[kind]);
}

/** The types that a schema names itself, `null` among them. */
export function typesOf({ type }: JsonObject): unknown[] {
  return [type ?? []].flat();
}

export function acceptsNull(schema: unknown): boolean {
  return isObject(schema) && typesOf(schema).includes("null");
}

/** The schemas of which a value fits one: those of `oneOf` and `anyOf`. */
export function alternativesOf({ oneOf, anyOf }: JsonObject): unknown[] {
  return [oneOf ?? [], anyOf ?? []].flat();
}

/** All that a schema is composed of. */
export function membersOf({ allOf, anyOf, oneOf }: JsonObject): unknown[] {
  return [allOf ?? [], anyOf ?? [], oneOf ?? []].flat();
}

/**
 * A schema and all that it is composed of, at any depth and behind `$ref`s, from the outside in. Each comes once, so circles
 * end.
 *
 * @param inside Which members of each are gone into.
 */
export function compositionOf(
  document: JsonObject,
  schema: unknown,
  inside: (schema: JsonObject) => unknown[] = membersOf,
  found = new Set<JsonObject>(),
): Set<JsonObject> {
  const node = follow(document, schema);
  if (found.has(node)) return found;
  found.add(node);
  for (const member of inside(node)) compositionOf(document, member, inside, found);
  return found;
}

/** The properties of a schema and of all that it is composed of, each as it is said first. */
export function propertiesOf(document: JsonObject, schema: unknown): Map<string, unknown> {
  const properties = new Map<string, unknown>();
  for (const node of compositionOf(document, schema))
    for (const [name, property] of Object.entries(objectOf(node.properties)))
      if (!properties.has(name)) properties.set(name, property);
  return properties;
}

/** The properties that a schema requires, by itself or by its `allOf`: of alternatives, any may be the one that fits. */
export function requiredOf(document: JsonObject, schema: unknown): Set<unknown> {
  const nodes = compositionOf(document, schema, ({ allOf }) => [allOf ?? []].flat());
  return new Set([...nodes].flatMap(({ required }) => required ?? []));
}

/** The types that a value may be of, as far as the schema or anything that it is composed of says so. */
function possibleTypes(document: JsonObject, schema: unknown): Set<unknown> {
  return new Set([...compositionOf(document, schema)].flatMap(ownTypes));
}

/** The types that a schema names or, where it names none, the one that its keywords are about. */
export function ownTypes(node: JsonObject): unknown[] {
  const types = typesOf(node);
  if (types.length > 0) return types;
  if ("properties" in node || "additionalProperties" in node) return ["object"];
  return "items" in node ? ["array"] : [];
}

/** What a schema lets a value be in JSON: text, something else, or it does not say, or allows both. */
export function formOf(document: JsonObject, schema: unknown): "text" | "other" | undefined {
  const types = possibleTypes(document, schema);
  const isText = types.delete("string");
  types.delete("null");
  if (isText && types.size === 0) return "text";
  return !isText && types.size > 0 ? "other" : undefined;
}

/**
 * What a parameter takes: the schema that it has itself or, where it is written as JSON, in its one `content` entry. In any
 * other media type, whoever calls writes what is more than a plain value.
 */
export function parameterSchema(document: JsonObject, { schema, content }: JsonObject): unknown {
  const [entry] = Object.entries(objectOf(content));
  if (schema !== undefined || entry === undefined) return schema;
  const [mediaType, media] = entry;
  const inside = objectOf(media).schema ?? {};
  const isPlain = formOf(document, inside) !== undefined && !mayHoldSeveral(document, inside);
  return isJson(mediaType) || isPlain ? inside : { type: "string" };
}

/** Whether a value is a list, or null. */
export function isList(document: JsonObject, schema: unknown): boolean {
  const types = typesOf(follow(document, schema)).filter((type) => type !== "null");
  return types.length === 1 && types[0] === "array";
}

/** Whether a value may be an object. */
export function mayBeObject(document: JsonObject, schema: unknown): boolean {
  return possibleTypes(document, schema).has("object");
}

/** Whether a value may hold several: a list or an object. */
export function mayHoldSeveral(document: JsonObject, schema: unknown): boolean {
  const types = possibleTypes(document, schema);
  return types.has("array") || types.has("object");
}

/** Whether no value fits: what `normalise` makes of the schema `false`. */
export function isNever({ not }: JsonObject): boolean {
  return not === true || (isObject(not) && Object.keys(not).length === 0);
}

/** Marks a schema that says bytes where only text can be: put there by `normalise`. */
export const sentAsText = "x-sent-as-text";

/** `format: binary` (3.0); a media type that no encoding turns into text, or an encoding that is none (3.1; discord.json). */
export function isBinary(schema: JsonObject): boolean {
  if (schema[sentAsText] === true) return false;
  const { contentMediaType, contentEncoding } = schema;
  const types = typesOf(schema).filter((type) => type !== "null");
  if (types.length > 0 && !types.includes("string")) return false;
  return (
    schema.format === "binary" ||
    contentEncoding === "binary" ||
    (typeof contentMediaType === "string" &&
      contentEncoding === undefined &&
      !isJson(contentMediaType))
  );
}
