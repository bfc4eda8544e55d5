import { isObject, keysOf, objectOf, pointer, resolvePointer, type JsonObject } from "../json.ts";
import { alternativesOf, componentsOf } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";
import { fixedValues } from "./literals.ts";

/**
 * Completes `discriminator.mapping`. Values given as a schema's name (legal since 3.0) become `$ref`s; members that
 * fix the discriminating property to literals of their own get entries, since openapi-typescript replaces the literal
 * of a member without an entry by the schema's name, which is wrong on the wire. So do those of which only some are mapped.
 *
 * A discriminator without a mapping goes where every member fixes literals: it says nothing that they don't, and
 * openapi-typescript knows no member that is a union, and would require the property where the document doesn't.
 *
 * Needed by the OpenAI document: its `Tool` has no mapping, and `"function"` became `"FunctionTool"`; its `InputItem`
 * has a union among its members, and what that lists became `"InputMessage"` and the like.
 */
export function completeDiscriminators(document: JsonObject): void {
  const children = childrenByBase(document);
  walkDocument(document, (visit) => {
    const { type, node } = visit;
    if (type !== "schema" || !isObject(node.discriminator)) return;
    const { propertyName } = node.discriminator;
    if (typeof propertyName !== "string") return;
    const given = namesToReferences(document, node.discriminator.mapping);
    const members = membersOf(node, children.get(pointer(...visit.path)) ?? []);
    const fixed = valuesByMember(document, members, propertyName);
    const isMapped = Object.keys(given).length > 0;
    if (!isMapped && fixed.size > 0 && members.every(({ reference }) => isSaid(fixed, reference)))
      delete node.discriminator;
    else complete(node.discriminator, given, fixed);
  });
}

/** One of the schemas that a discriminator tells apart. */
interface Member {
  readonly reference: string;
  /** What it says itself, which of a base's child is all but the base. */
  readonly own: unknown;
}

/** A discriminator tells apart what the union beside it names, or, where there is none, what builds on the schema. */
function membersOf(node: JsonObject, children: readonly Member[]): readonly Member[] {
  const alternatives = alternativesOf(node);
  if (alternatives.length === 0) return children;
  return alternatives.flatMap((member) =>
    isObject(member) && typeof member.$ref === "string"
      ? [{ reference: member.$ref, own: member }]
      : [],
  );
}

/** By the `$ref` to a schema, the components whose `allOf` has it, directly or through others. */
function childrenByBase(document: JsonObject): Map<string, Member[]> {
  const found = new Map<string, Member[]>();
  for (const [key, schema] of Object.entries(componentsOf(document, "schemas"))) {
    const { allOf, ...rest } = objectOf(schema);
    const parts = [allOf ?? []].flat();
    const reference = pointer("components", "schemas", key);
    for (const base of parts) {
      const { $ref } = objectOf(base);
      if (typeof $ref !== "string") continue;
      const own = { ...rest, allOf: parts.filter((part) => part !== base) };
      found.set($ref, [...(found.get($ref) ?? []), { reference, own }]);
    }
  }
  return found;
}

type Values = ReadonlyMap<string, readonly unknown[]>;

function valuesByMember(
  document: JsonObject,
  members: readonly Member[],
  propertyName: string,
): Values {
  const fixed = new Map<string, readonly unknown[]>();
  for (const { reference, own } of members) {
    const values = fixedValues(document, own, propertyName) ?? [];
    if (values.length > 0) fixed.set(reference, values);
  }
  return fixed;
}

/** Whether a member says by itself what the discriminator says of it. */
function isSaid(fixed: Values, reference: string): boolean {
  const values = fixed.get(reference) ?? [];
  return values.length === 1 || (values.length > 0 && !values.includes(nameIn(reference)));
}

function complete(discriminator: JsonObject, given: Record<string, string>, fixed: Values): void {
  const mapping = { ...given };
  const mapped = new Set(Object.values(given));
  for (const [reference, values] of fixed) {
    if (mapped.has(reference)) {
      for (const literal of restOf(given, fixed, reference)) mapping[literal] ??= reference;
      continue;
    }
    // One of several that is the schema's own name is what the document means by leaving the mapping out.
    const name = nameIn(reference);
    for (const literal of values.includes(name) ? [name] : values)
      if (typeof literal === "string") mapping[literal] ??= reference;
  }
  if (Object.keys(mapping).length > 0) discriminator.mapping = mapping;
  else delete discriminator.mapping;
}

/** What only this member has besides the values that are mapped to it: types would have no other. */
function restOf(given: Record<string, string>, fixed: Values, reference: string): string[] {
  const values = fixed.get(reference) ?? [];
  const others = [...fixed].flatMap(([other, list]) => (other === reference ? [] : list));
  // Values that are all other ones contradict the mapping, which wins.
  if (!values.some((value) => given[String(value)] === reference)) return [];
  return values.filter((value) => typeof value === "string" && !others.includes(value)) as string[];
}

function nameIn(reference: string): string {
  return keysOf(reference).at(-1) ?? "";
}

/** A mapping whose targets are `$ref`s, where they are the names of schemas; without those that lead to none. */
export function namesToReferences(document: JsonObject, mapping: unknown): Record<string, string> {
  const completed: Record<string, string> = {};
  for (const [value, target] of Object.entries(objectOf(mapping))) {
    const reference = mappedReference(document, target);
    if (reference !== undefined) completed[value] = reference;
  }
  return completed;
}

/** The `$ref` to the schema that a mapping's target names or leads to; undefined where there is none. */
export function mappedReference(document: JsonObject, target: unknown): string | undefined {
  if (typeof target !== "string") return undefined;
  const named = pointer("components", "schemas", target);
  const isThere = (reference: string) => isObject(resolvePointer(document, reference));
  if (isThere(named)) return named;
  return target.startsWith("#/") && isThere(target) ? target : undefined;
}
