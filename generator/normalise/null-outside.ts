import { isObject, type JsonObject } from "../json.ts";
import { acceptsNull, typesOf } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";
import { wrapInUnion } from "./nullable.ts";

/**
 * Takes `null` out of a schema that something else narrows down as well: what is said of the object would leave nothing
 * of it, so that `type: [object, "null"]` beside a `$ref` or an `allOf`, or a member `null` of a union beside
 * properties, was lost. Whoever writes it there means "or null".
 *
 * Needed by documents of Swashbuckle 10, which have `type: "null"` beside `allOf`; and by mistral.yaml, whose
 * `output_schema` has `null` among the alternatives beside `type: object`.
 */
export function takeNullOutside(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema") return;
    if (node.const === null) {
      delete node.const;
      node.type = "null";
    }
    if (isNarrowed(node) && withoutNull(node)) wrapInUnion(node);
  });
}

/** Whether the schema says something of objects, or names others, beside its type or its union. */
function isNarrowed(node: JsonObject): boolean {
  const unions = [node.anyOf, node.oneOf].filter(Array.isArray);
  if ("$ref" in node || Array.isArray(node.allOf) || unions.length === 2) return true;
  if (unions.length === 0) return false;
  const ownTypes = typesOf(node).filter((type) => type !== "null");
  return ownTypes.length > 0 || hasOwnShape(node);
}

/** Whether the schema itself says what is in an object. */
export function hasOwnShape(node: JsonObject): boolean {
  return ["properties", "additionalProperties", "patternProperties"].some((key) => {
    const value = node[key];
    return value === true || (isObject(value) && Object.keys(value).length > 0);
  });
}

/** Removes `null` from its type and its unions; whether it was there. */
export function withoutNull(node: JsonObject): boolean {
  let found = acceptsNull(node);
  if (found) {
    const types = typesOf(node).filter((type) => type !== "null");
    if (types.length > 0) node.type = types.length === 1 ? types[0] : types;
    else delete node.type;
  }
  for (const key of ["anyOf", "oneOf"]) {
    const members = node[key];
    if (!Array.isArray(members) || !members.some(isNull)) continue;
    const rest = members.filter((member) => !isNull(member));
    if (rest.length > 0) node[key] = rest;
    else Reflect.deleteProperty(node, key);
    found = true;
  }
  return found;
}

function isNull(schema: unknown): boolean {
  if (!isObject(schema)) return false;
  const { type, const: only, enum: values } = schema;
  if (type === "null" || only === null) return true;
  return Array.isArray(values) && values.length > 0 && values.every((value) => value === null);
}

/** Leaves null out of what a schema allows, unless it allows nothing else; whether it was there. */
export function dropNull(node: JsonObject): boolean {
  if (node.type === "null") return false;
  const found = withoutNull(node);
  if (!Array.isArray(node.enum) || !node.enum.includes(null) || node.enum.length === 1)
    return found;
  node.enum = node.enum.filter((value) => value !== null);
  return true;
}
