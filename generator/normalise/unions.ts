import { isObject, objectOf, type JsonObject } from "../json.ts";
import { alternativesOf, propertiesOf, typesOf } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";
import { hasOwnShape } from "./null-outside.ts";

/**
 * Of the types' document: what stands beside an `anyOf` holds for each of its members. openapi-typescript prints it as
 * one more alternative.
 */
export function intersectUnions(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema" || !Array.isArray(node.anyOf) || !saysMore(node)) return;
    node.allOf = [node.allOf ?? [], { anyOf: node.anyOf }].flat();
    delete node.anyOf;
  });
}

function saysMore(node: JsonObject): boolean {
  const types = typesOf(node).filter((type) => type !== "object" && type !== "null");
  return types.length > 0 || "allOf" in node || "oneOf" in node || hasOwnShape(node);
}

/**
 * Of the types' document: alternatives that only require properties of the schema around them name these once more,
 * which is how a type says that one of them has to be there.
 */
export function nameRequiredAlternatives(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema") return;
    const members = alternativesOf(node).filter(onlyRequires);
    if (members.length === 0) return;
    const known = propertiesOf(document, node);
    for (const member of members) {
      const names = (member.required as string[]).filter((name) => known.has(name));
      member.properties = Object.fromEntries(names.map((name) => [name, untold(known.get(name))]));
    }
  });
}

function onlyRequires(member: unknown): member is JsonObject {
  if (!isObject(member) || !Array.isArray(member.required)) return false;
  return !hasOwnShape(member) && !["$ref", "allOf", "anyOf", "oneOf"].some((key) => key in member);
}

/** A copy of a property without its texts, which stand where it is declared. */
export function untold(schema: unknown): JsonObject {
  const copy = structuredClone(objectOf(schema));
  delete copy.title;
  delete copy.description;
  return copy;
}
