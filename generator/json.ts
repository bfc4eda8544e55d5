/** A JSON object of the document. */
export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list; nothing for a value that is no list. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A value where text is expected: text as it is, anything else as absent. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** Builds a JSON pointer (RFC 6901, as a URI fragment, not percent-encoded) from unescaped keys. */
export function pointer(...keys: readonly (string | number)[]): string {
  return ["#", ...keys.map((key) => escapeToken(String(key)))].join("/");
}

function escapeToken(key: string): string {
  return key.replace(/~/g, "~0").replace(/\//g, "~1");
}

/** The value a JSON pointer such as `#/components/schemas/Upload` leads to, or undefined when it leads nowhere. */
export function resolvePointer(document: unknown, reference: string): unknown {
  let value: unknown = document;
  for (const key of reference.split("/").slice(1).map(unescapeToken)) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}

function unescapeToken(token: string): string {
  return percentDecode(token).replace(/~1/g, "/").replace(/~0/g, "~");
}

function percentDecode(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}

/** Follows `$ref`s from a value to the object meant; anything else is returned as it is. Loading has checked that chains end. */
export function resolveReference(document: JsonObject, value: unknown): unknown {
  let target = value;
  while (isObject(target) && typeof target.$ref === "string")
    target = resolvePointer(document, target.$ref);
  return target;
}
