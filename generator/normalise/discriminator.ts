import { isObject, objectOf, pointer, resolvePointer, type JsonObject } from "../json.ts";
import { alternativesOf, follow } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Completes `discriminator.mapping`. Values given as a schema's name (legal since 3.0) become `$ref`s; members that
 * fix the discriminating property to a literal of their own get an entry, since openapi-typescript replaces
 * the literal of an unmapped member by the schema's name, which is wrong on the wire.
 *
 * Needed by the OpenAI document: its `Tool` has no mapping, and `"function"` became `"FunctionTool"`.
 */
export function completeDiscriminators(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema" || !isObject(node.discriminator)) return;
    const { propertyName } = node.discriminator;
    if (typeof propertyName !== "string") return;
    const mapping = namesToReferences(document, node.discriminator.mapping);
    const mapped = new Set(Object.values(mapping));
    for (const member of alternativesOf(node)) {
      if (!isObject(member) || typeof member.$ref !== "string" || mapped.has(member.$ref)) continue;
      for (const literal of literalsOf(document, member, propertyName))
        mapping[literal] = member.$ref;
    }
    if (Object.keys(mapping).length > 0) node.discriminator.mapping = mapping;
  });
}

function namesToReferences(document: JsonObject, mapping: unknown): Record<string, string> {
  const completed: Record<string, string> = {};
  for (const [value, target] of Object.entries(objectOf(mapping))) {
    if (typeof target !== "string") continue;
    const reference = pointer("components", "schemas", target);
    completed[value] = resolvePointer(document, reference) === undefined ? target : reference;
  }
  return completed;
}

function literalsOf(document: JsonObject, member: unknown, propertyName: string): string[] {
  const properties = objectOf(follow(document, member).properties);
  const property = follow(document, properties[propertyName]);
  const literals = "const" in property ? [property.const] : property.enum;
  return Array.isArray(literals) ? literals.filter((literal) => typeof literal === "string") : [];
}
