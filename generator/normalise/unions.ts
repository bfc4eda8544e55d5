import { isObject, objectOf, pointer, type JsonObject } from "../json.ts";
import { alternativesOf, follow, propertiesOf, typesOf } from "../schema.ts";
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

/**
 * Of the types' document: a union that a discriminator tells apart, in an `allOf`, is intersected as it is. openapi-typescript
 * leaves the discriminating property out of it, and with it all that the alternatives don't have in common. What builds on
 * the union that it is a member of would have to be that property's only value, so it stays.
 *
 * Reported of openapi-typescript (issue 1464 of its repository).
 */
export function keepUnionsInAllOf(document: JsonObject): void {
  walkDocument(document, ({ type, node, path }) => {
    if (type !== "schema" || !Array.isArray(node.allOf)) return;
    const own = pointer(...path.slice(0, 3));
    node.allOf = (node.allOf as unknown[]).map((member) => {
      const union = follow(document, member);
      const isUnion = isObject(union.discriminator) && alternativesOf(union).length > 0;
      const isOwn = alternativesOf(union).some((other) => objectOf(other).$ref === own);
      return isUnion && !isOwn && objectOf(member).$ref !== undefined
        ? { anyOf: [member] }
        : member;
    });
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
