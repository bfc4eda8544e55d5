import { isObject, objectOf, objectsIn, type JsonObject } from "../json.ts";
import { acceptsNull, alternativesOf, follow, propertiesOf, requiredOf } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";
import { wrapInUnion } from "./nullable.ts";
import { untold } from "./unions.ts";

/**
 * Of the types' document: what a schema requires of those that it is composed of is named beside them, where
 * openapi-typescript would not find it, since they are composed themselves or alternatives, or would ask for keys of a type
 * that, being null as well, has none, which does not compile.
 *
 * Needed by plaid's document, whose models are nullable where they are declared.
 */
export function nameRequiredOfComposed(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema" || !Array.isArray(node.required)) return;
    if (!["allOf", "anyOf", "oneOf"].some((key) => Array.isArray(node[key]))) return;
    const missed = (node.required as string[]).filter((name) => !isPrinted(document, node, name));
    if (missed.length === 0) return;
    const declared = declaredIn(document, node, missed);
    const others = missed.filter((name) => !Object.hasOwn(declared, name));
    const properties = { ...declared, ...ofAlternatives(document, node, others) };
    const names = Object.keys(properties);
    if (names.length === 0) return;
    const members = objectsIn(node.allOf);
    const mayBeNull =
      members.every((member) => fitsNull(document, member)) &&
      (alternativesOf(node).length === 0 || fitsNull(document, node));
    node.required = (node.required as string[]).filter((name) => !names.includes(name));
    node.allOf = [...members, { type: "object", required: names, properties }];
    if (mayBeNull && !("type" in node) && !("properties" in node)) wrapInUnion(node);
  });
}

/** What some alternatives have and not all require: it is there, and each says itself what it is. */
function ofAlternatives(
  document: JsonObject,
  schema: unknown,
  names: readonly string[],
): Record<string, JsonObject> {
  if (names.length === 0) return {};
  const known = propertiesOf(document, schema);
  const required = requiredOfAll(document, schema);
  const missed = names.filter((name) => known.has(name) && !required.has(name));
  return Object.fromEntries(missed.map((name) => [name, {}]));
}

/** What is required whichever alternatives a value is of. */
function requiredOfAll(document: JsonObject, schema: unknown): Set<unknown> {
  const found = new Set<unknown>();
  for (const member of objectsIn(follow(document, schema).allOf))
    for (const name of requiredOf(document, member)) found.add(name);
  const [first, ...others] = alternativesOf(follow(document, schema)).filter(
    (member) => !fitsNull(document, member),
  );
  const sets = others.map((member) => requiredOf(document, member));
  for (const name of first === undefined ? [] : requiredOf(document, first))
    if (sets.every((set) => set.has(name))) found.add(name);
  return found;
}

function fitsNull(document: JsonObject, schema: unknown): boolean {
  const node = follow(document, schema);
  return (
    acceptsNull(node) ||
    alternativesOf(node).some((member) => acceptsNull(follow(document, member)))
  );
}

/** Whether openapi-typescript sees by itself that a name in `required` is a property. */
function isPrinted(document: JsonObject, node: JsonObject, name: string): boolean {
  if (Object.hasOwn(objectOf(node.properties), name)) return true;
  return objectsIn(node.allOf).some((member) => {
    if (!("$ref" in member)) return isPrinted(document, member, name);
    const target = follow(document, member);
    return Object.hasOwn(objectOf(target.properties), name) && !acceptsNull(target);
  });
}

/** What a schema says of some properties: itself, or the last of its `allOf` that does. What is found is not looked for further. */
function declaredIn(
  document: JsonObject,
  schema: unknown,
  names: readonly string[],
  around: readonly JsonObject[] = [],
): Record<string, JsonObject> {
  const node = follow(document, schema);
  if (around.includes(node)) return {};
  const own = Object.entries(objectOf(node.properties))
    .filter(([name, property]) => names.includes(name) && isObject(property))
    .map(([name, property]) => [name, untold(property)] as const);
  let found: Record<string, JsonObject> = Object.fromEntries(own);
  for (const member of [node.allOf ?? []].flat().reverse()) {
    const others = names.filter((name) => !Object.hasOwn(found, name));
    if (others.length === 0) break;
    found = { ...declaredIn(document, member, others, [...around, node]), ...found };
  }
  return found;
}
