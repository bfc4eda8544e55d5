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
  return read.some((side, index) => read.slice(0, index).some((other) => clash(side, other)));
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
  /** What is the same for schemas of the same type, of each property. */
  readonly properties: ReadonlyMap<string, ReadonlySet<string>>;
}

function readSide(document: JsonObject, schema: JsonObject): Side {
  const types = new Set<unknown>();
  const values = new Set<string>();
  const properties = new Map<string, Set<string>>();
  for (const node of compositionOf(document, schema)) {
    for (const type of ownTypes(node)) if (type !== "null") types.add(type);
    for (const value of literalsOf(node)) values.add(JSON.stringify(value));
    for (const [name, property] of Object.entries(objectOf(node.properties)))
      properties.set(name, (properties.get(name) ?? new Set()).add(kindOf(property)));
  }
  return { types, values, properties };
}

function literalsOf(node: JsonObject): unknown[] {
  if ("const" in node) return [node.const];
  return Array.isArray(node.enum) ? node.enum : [];
}

function clash(one: Side, other: Side): boolean {
  return (
    differ(one.types, other.types) ||
    differ(one.values, other.values) ||
    [...one.properties].some(([name, kinds]) => differ(kinds, other.properties.get(name)))
  );
}

/** Whether both are there, and not the same. */
function differ(one: ReadonlySet<unknown>, other: ReadonlySet<unknown> | undefined): boolean {
  if (one.size === 0 || other === undefined || other.size === 0) return false;
  return one.size !== other.size || [...one].some((value) => !other.has(value));
}
