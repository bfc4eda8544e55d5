import { isObject, objectOf, objectsIn, pointer, type JsonObject } from "../json.ts";
import { alternativesOf, componentsOf } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";
import { namesToReferences } from "./discriminator.ts";
import { fixedValues } from "./literals.ts";
import { withoutNull } from "./null-outside.ts";
import { annotationKeys } from "./nullable.ts";

/**
 * Makes a union of each schema that a discriminator splits into those that build on it by `allOf`, where a value of it is
 * asked for: what comes is one of them. What they build on keeps a name of its own, `PetBase` for `Pet`.
 *
 * Needed by documents of Swashbuckle and springdoc, which write classes and their subclasses so.
 */
export function splitBases(document: JsonObject): void {
  const schemas = Object.entries(componentsOf(document, "schemas"));
  if (!schemas.some(([, schema]) => isBase(schema))) return;
  const asked = askedFor(document);
  for (const [key, schema] of schemas) {
    if (!isBase(schema) || !asked.has(referenceTo(key))) continue;
    const { propertyName, mapping } = schema.discriminator;
    const literals = literalsByReference(document, mapping);
    if (childrenOf(document, key).length > 0) splitBase({ document, propertyName, literals }, key);
  }
}

interface Family {
  readonly document: JsonObject;
  readonly propertyName: string;
  /** What the mapping has for a schema, by the `$ref` to it. */
  readonly literals: ReadonlyMap<string, readonly string[]>;
}

type Base = JsonObject & { discriminator: JsonObject & { propertyName: string } };

function isBase(schema: unknown): schema is Base {
  if (!isObject(schema) || alternativesOf(schema).length > 0) return false;
  return isObject(schema.discriminator) && typeof schema.discriminator.propertyName === "string";
}

function referenceTo(key: string): string {
  return pointer("components", "schemas", key);
}

/** Everything that is referred to otherwise than by the `allOf` of a component. */
function askedFor(document: JsonObject): Set<unknown> {
  const found = new Set<unknown>();
  walkDocument(document, (visit) => {
    const { type, node } = visit;
    if (type !== "schema" || !("$ref" in node) || found.has(node.$ref)) return;
    const [, kind, , keyword, ...rest] = visit.path;
    if (kind !== "schemas" || keyword !== "allOf" || rest.length > 1) found.add(node.$ref);
  });
  return found;
}

function literalsByReference(document: JsonObject, mapping: unknown): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [literal, reference] of Object.entries(namesToReferences(document, mapping)))
    found.set(reference, [...(found.get(reference) ?? []), literal]);
  return found;
}

/** The components that build on a component, by their keys. */
function childrenOf(document: JsonObject, key: string): [string, JsonObject][] {
  return Object.entries(componentsOf(document, "schemas")).flatMap(([child, schema]) => {
    const isChild = isObject(schema) && membersFor(schema, key).length > 0;
    return isChild && child !== key ? [[child, schema] as [string, JsonObject]] : [];
  });
}

/** The members of an `allOf` that refer to a component. */
function membersFor({ allOf }: JsonObject, key: string): JsonObject[] {
  return objectsIn(allOf).filter(({ $ref }) => $ref === referenceTo(key));
}

function splitBase(family: Family, key: string): void {
  const { document, propertyName, literals } = family;
  const { name, base, own } = moveBase(document, key);
  const values = fixedValues(document, base, propertyName) ?? [];
  const members = membersBelow(family, { name, base, values });
  const taken = new Set(members.flatMap((member) => member.values));
  const rest = literals.get(referenceTo(key)) ?? values.filter((value) => !taken.has(value));
  const union: JsonObject[] = members.map(({ $ref }) => ({ $ref }));
  if (rest.length > 0)
    union.push({ allOf: [{ $ref: referenceTo(name) }, fixing(propertyName, rest)] });
  own.oneOf = withoutNull(base) ? [...union, { type: "null" }] : union;
}

interface Ancestor {
  readonly name: string;
  readonly base: JsonObject;
  /** To which it fixes the property itself. */
  readonly values: readonly unknown[];
}

interface Member {
  readonly $ref: string;
  readonly values: readonly unknown[];
}

/** All that build on a base, directly or through others; each fixes the property from now on. */
function membersBelow(family: Family, { name, base, values }: Ancestor): Member[] {
  const { document, propertyName } = family;
  return childrenOf(document, name).flatMap(([key, schema]) => {
    const isLeaf = childrenOf(document, key).length === 0;
    const moved = isLeaf ? undefined : moveBase(document, key);
    const fixed = literalsOf(family, key, schema, { name, base, values });
    const below = moved ? membersBelow(family, { ...moved, values }) : [];
    const own = moved?.own ?? schema;
    if (moved) own.allOf = [{ $ref: referenceTo(moved.name) }];
    if (fixed.isToSay) (own.allOf as unknown[]).push(fixing(propertyName, fixed.values));
    return [{ $ref: referenceTo(key), values: fixed.values }, ...below];
  });
}

function literalsOf(
  { document, propertyName, literals }: Family,
  key: string,
  schema: JsonObject,
  { name, base, values }: Ancestor,
): { values: readonly unknown[]; isToSay: boolean } {
  const others = objectsIn(schema.allOf).filter(({ $ref }) => $ref !== referenceTo(name));
  const own = fixedValues(document, { ...schema, allOf: others }, propertyName);
  if (own !== undefined) return { values: own, isToSay: false };
  const mapped = literals.get(referenceTo(key));
  const given = mapped ?? [key];
  const fits = values.length === 0 || given.every((value) => values.includes(value));
  // Without a mapping, a base that lists its values is right, and not the name.
  if (!fits && mapped === undefined) return { values, isToSay: false };
  if (!fits) Reflect.deleteProperty(objectOf(base.properties), propertyName);
  return { values: given, isToSay: true };
}

function fixing(propertyName: string, values: readonly unknown[]): JsonObject {
  return {
    type: "object",
    required: [propertyName],
    properties: { [propertyName]: { enum: values } },
  };
}

/**
 * Puts a schema under a key of its own, where those that build on it find it.
 *
 * @returns Its new key, it, and what is left in its place: the words about it.
 */
function moveBase(
  document: JsonObject,
  key: string,
): { name: string; base: JsonObject; own: JsonObject } {
  const schemas = componentsOf(document, "schemas");
  const base = objectOf(schemas[key]);
  const children = childrenOf(document, key);
  const name = freeKey(schemas, `${key}Base`);
  const own: JsonObject = {};
  for (const word of Object.keys(base).filter((word) => annotationKeys.has(word))) {
    own[word] = base[word];
    Reflect.deleteProperty(base, word);
  }
  for (const [, child] of children)
    for (const member of membersFor(child, key)) member.$ref = referenceTo(name);
  objectOf(document.components).schemas = Object.fromEntries(
    Object.entries(schemas).flatMap(([other, schema]) =>
      other === key
        ? [
            [key, own],
            [name, base],
          ]
        : [[other, schema]],
    ),
  );
  delete base.discriminator;
  return { name, base, own };
}

/** Names that differ in case or signs alone may come to the same in the client. */
export function freeKey(schemas: JsonObject, wanted: string): string {
  const plain = (key: string) => key.replace(/[^a-z\d]/gi, "").toLowerCase();
  const taken = new Set(Object.keys(schemas).map(plain));
  let key = wanted;
  for (let number = 2; taken.has(plain(key)); number += 1) key = `${wanted}${number}`;
  return key;
}
