import { isObject, pointer, resolvePointer, type JsonObject } from "../../json.ts";

/** A schema where it is written: behind the `$ref`s that led to it. */
export interface PlacedSchema {
  readonly place: string;
  readonly schema: JsonObject;
}

/** A schema of both documents, in the same role. */
export interface SchemaPair {
  readonly base: PlacedSchema;
  readonly head: PlacedSchema;
}

export interface Documents {
  readonly base: JsonObject;
  readonly head: JsonObject;
  /** Components that are not in it are the same in both, with all that they refer to. */
  readonly changed: ReadonlySet<string>;
}

/**
 * All schemas that two lead to, paired by where they stand in them. Each pair comes once, so circles end.
 *
 * @param inner What pairs lead to, as far as it is known: methods have most of their schemas in common.
 */
export function schemaPairs(
  documents: Documents,
  roots: readonly SchemaPair[],
  inner: Map<string, readonly SchemaPair[]>,
): SchemaPair[] {
  const pending = roots.map((root) => follow(documents, root));
  const found = new Map<string, SchemaPair>();
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const key = keyOf(pair);
    if (found.has(key) || isUnchanged(documents, pair)) continue;
    found.set(key, pair);
    const next = inner.get(key) ?? innerPairs(documents, pair);
    inner.set(key, next);
    pending.push(...next);
  }
  return [...found.values()];
}

function innerPairs(documents: Documents, pair: SchemaPair): SchemaPair[] {
  return [...corePair(pair), ...childPairs(pair)].map((inner) => follow(documents, inner));
}

function follow(documents: Documents, { base, head }: SchemaPair): SchemaPair {
  return { base: followSchema(documents.base, base), head: followSchema(documents.head, head) };
}

/** Tells a pair from others. */
export function keyOf({ base, head }: SchemaPair): string {
  return `${base.place} ${head.place}`;
}

/** The schema that a place leads to; undefined where there is none. */
export function schemaAt(document: JsonObject, place: string): PlacedSchema | undefined {
  const schema = resolvePointer(document, place);
  return isObject(schema) ? { place, schema } : undefined;
}

function followSchema(document: JsonObject, from: PlacedSchema): PlacedSchema {
  let { place, schema } = from;
  while (typeof schema.$ref === "string") {
    place = schema.$ref;
    const target = resolvePointer(document, place);
    schema = isObject(target) ? target : {};
  }
  return { place, schema };
}

function isUnchanged({ changed }: Documents, { base, head }: SchemaPair): boolean {
  const isComponent = /^#\/components\/schemas\/[^/]+$/.test(head.place);
  return isComponent && base.place === head.place && !changed.has(head.place);
}

/** What a nullable or annotated schema is about, where only one side is wrapped like that. */
function corePair(pair: SchemaPair): SchemaPair[] {
  const core = { base: coreOf(pair.base), head: coreOf(pair.head) };
  return (core.base === pair.base) === (core.head === pair.head) ? [] : [core];
}

/** The one schema that a nullable or annotated one consists of; itself for any other. */
function coreOf(placed: PlacedSchema): PlacedSchema {
  const members = ["allOf", "anyOf", "oneOf"]
    .flatMap((key) => membersOf(placed, key))
    .filter(({ schema }) => schema.type !== "null");
  const [only, ...others] = members;
  return only === undefined || others.length > 0 || "properties" in placed.schema ? placed : only;
}

function membersOf({ place, schema }: PlacedSchema, key: string): PlacedSchema[] {
  const list: unknown[] = Array.isArray(schema[key]) ? schema[key] : [];
  return list.flatMap((member, index) =>
    isObject(member) ? [{ place: `${place}/${key}/${index}`, schema: member }] : [],
  );
}

function childPairs({ base, head }: SchemaPair): SchemaPair[] {
  const [olds, news] = [childrenOf(base), childrenOf(head)];
  return [...olds].flatMap(([role, old]) => {
    const now = news.get(role);
    return now === undefined ? [] : [{ base: old, head: now }];
  });
}

/** The schemas inside one, by the part they play in it. */
function childrenOf(placed: PlacedSchema): Map<string, PlacedSchema> {
  const { place, schema } = placed;
  const children = new Map<string, PlacedSchema>();
  for (const key of ["items", "additionalProperties"]) {
    const child = schema[key];
    if (isObject(child)) children.set(key, { place: `${place}/${key}`, schema: child });
  }
  const { properties } = schema;
  for (const [name, child] of Object.entries(isObject(properties) ? properties : {})) {
    const keys = pointer("properties", name).slice(1);
    if (isObject(child)) children.set(keys, { place: place + keys, schema: child });
  }
  for (const key of ["allOf", "anyOf", "oneOf"])
    for (const member of membersOf(placed, key))
      children.set(roleOf(children, key, member), member);
  return children;
}

/** Members of a composition go by what they refer to, the inline ones by their order. */
function roleOf(
  taken: ReadonlyMap<string, unknown>,
  key: string,
  { schema }: PlacedSchema,
): string {
  if (typeof schema.$ref === "string") return `${key} ${schema.$ref}`;
  let index = 0;
  while (taken.has(`${key} ${index}`)) index += 1;
  return `${key} ${index}`;
}
