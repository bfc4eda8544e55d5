import { isObject, objectOf, type JsonObject } from "../json.ts";
import { kindOf } from "../normalise/view-needs.ts";
import { compositionOf, ownTypes } from "../schema.ts";

/**
 * Whether a value has to be of several kinds at once, such as a text and an object, or one of its properties has. Such a
 * type is often that of nothing, which types that are made of it leave out.
 */
export function hasClashingMembers(document: JsonObject, node: JsonObject): boolean {
  const sides = sidesOf(node);
  if (sides.length < 2) return false;
  const read = sides.map((side) => readSide(document, side));
  return read.some((side, index) =>
    read.slice(0, index).some((other) => clash(document, side, other)),
  );
}

/** What a value has to be at once: what a schema says itself, what its `allOf` says, and one of its alternatives. */
function sidesOf(node: JsonObject): JsonObject[] {
  const { allOf, anyOf, oneOf, ...own } = node;
  const unions = [anyOf && { anyOf }, oneOf && { oneOf }].filter(isObject);
  const members = [allOf ?? []].flat().filter(isObject);
  return [...(saysKind(own) ? [own] : []), ...members, ...unions];
}

function saysKind(node: JsonObject): boolean {
  return ownTypes(node).length > 0 || "enum" in node || "const" in node;
}

interface Side {
  readonly types: ReadonlySet<unknown>;
  /** The values given word for word, as JSON. */
  readonly values: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, readonly JsonObject[]>;
  /** What the items of a list are, each once. */
  readonly items: ReadonlySet<string>;
}

function readSide(document: JsonObject, schema: JsonObject): Side {
  const types = new Set<unknown>();
  const values = new Set<string>();
  const items = new Set<string>();
  const properties = new Map<string, JsonObject[]>();
  for (const node of compositionOf(document, schema)) {
    for (const type of ownTypes(node))
      if (type !== "null") types.add(type === "integer" ? "number" : type);
    if (isObject(node.items)) items.add(kindOf(node.items) + JSON.stringify(node.items.required));
    for (const value of literalsOf(node)) values.add(JSON.stringify(value));
    for (const [name, property] of Object.entries(objectOf(node.properties)))
      if (isObject(property)) properties.set(name, [...(properties.get(name) ?? []), property]);
  }
  return { types, values, properties, items };
}

function literalsOf(node: JsonObject): unknown[] {
  if ("const" in node) return [node.const];
  return Array.isArray(node.enum) ? node.enum : [];
}

/** As deep as properties are compared with those of the same name. What is deeper counts as clashing. */
const maxDepth = 5;

function clash(document: JsonObject, one: Side, other: Side, depth = 0): boolean {
  const types = new Set([...one.types, ...other.types]);
  const isMixed = types.size > 1 && (types.has("object") || types.has("array"));
  if (one.types.size > 0 && other.types.size > 0 && isMixed) return true;
  if (areApart(one.types, other.types) || areApart(one.values, other.values)) return true;
  // Of lists of other items, one list is left.
  if (differ(one.items, other.items)) return true;
  return [...one.properties].some(([name, schemas]) =>
    schemas.some((schema) =>
      (other.properties.get(name) ?? []).some((second) => {
        if (kindOf(schema) === kindOf(second)) return false;
        const sides = [readSide(document, schema), readSide(document, second)] as const;
        // What may be anything and is there, and what may be absent, is in their types what is there and may be undefined.
        if (isOpen(sides[0]) !== isOpen(sides[1])) return true;
        return depth === maxDepth || clash(document, ...sides, depth + 1);
      }),
    ),
  );
}

function isOpen({ types, values }: Side): boolean {
  return types.size === 0 && values.size === 0;
}

/** Whether both are there, and are not the same. */
function differ(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size > 0 && other.size > 0 && new Set([...one, ...other]).size > one.size;
}

/** Whether both are there, and have nothing in common. */
function areApart(one: ReadonlySet<unknown>, other: ReadonlySet<unknown>): boolean {
  return one.size > 0 && other.size > 0 && ![...one].some((value) => other.has(value));
}
