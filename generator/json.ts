/** A JSON object of the document. */
export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value where an object is expected: anything else as an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The objects of a list; nothing for a value that is no list. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A value where text is expected: text as it is, anything else as absent. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/**
 * Builds a JSON pointer as a URI fragment (RFC 6901, section 6) from unescaped keys. Of what URIs don't allow, only `%` is
 * encoded: it alone would be read as something else, and people read the others more easily as they are.
 */
export function pointer(...keys: readonly (string | number)[]): string {
  return ["#", ...keys.map((key) => escapeToken(String(key)))].join("/");
}

function escapeToken(key: string): string {
  return key.replace(/~/g, "~0").replace(/\//g, "~1").replace(/%/g, "%25");
}

/** The keys that a JSON pointer such as `#/components/schemas/Upload` leads through: what `pointer` makes one of. */
export function keysOf(reference: string): readonly string[] {
  const keys = known.get(reference) ?? reference.split("/").slice(1).map(unescapeToken);
  known.set(reference, keys);
  return keys;
}

/** Each reference is followed dozens of times. */
const known = new Map<string, readonly string[]>();

/** Most tokens have nothing to unescape. */
function unescapeToken(token: string): string {
  if (!/[~%]/.test(token)) return token;
  return percentDecode(token).replace(/~1/g, "/").replace(/~0/g, "~");
}

function percentDecode(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}

/** The value a JSON pointer leads to, or undefined when it leads nowhere. */
export function resolvePointer(document: unknown, reference: string): unknown {
  let value: unknown = document;
  for (const key of keysOf(reference)) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}

/** Follows `$ref`s from a value to the object meant; anything else is returned as it is. Loading has checked that chains end. */
export function resolveReference(document: JsonObject, value: unknown): unknown {
  let target = value;
  while (isObject(target) && typeof target.$ref === "string")
    target = resolvePointer(document, target.$ref);
  return target;
}
