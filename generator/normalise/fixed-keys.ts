import { isObject, objectOf, type JsonObject } from "../json.ts";
import { follow } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Writes a map whose keys are listed by `propertyNames` as an object with those properties, which no type has for other
 * keys. None is required: `propertyNames` allows keys, and asks for none.
 *
 * Needed by documents of FastAPI (`dict[Literal["a", "b"], int]`) and utoipa (a map with an enum for its keys).
 */
export function listFixedKeys(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema" || !isObject(node.propertyNames)) return;
    const { enum: keys } = follow(document, node.propertyNames);
    if (!Array.isArray(keys) || !keys.every((key) => typeof key === "string")) return;
    const { additionalProperties: value = {} } = node;
    if (value === false || "patternProperties" in node) return;
    const own = objectOf(node.properties);
    const missing = keys.filter((key) => !Object.hasOwn(own, key));
    const added = missing.map((key): [string, unknown] => [key, structuredClone(value)]);
    node.type ??= "object";
    node.properties = Object.fromEntries([...Object.entries(own), ...added]);
    node.additionalProperties = false;
    delete node.propertyNames;
  });
}
