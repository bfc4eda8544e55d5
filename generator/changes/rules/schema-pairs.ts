import { isObject, pointer, resolvePointer, type JsonObject } from "../../json.ts";
import { pairBy, type Pair } from "../pair-by.ts";
import { followPointer, objectAt } from "../places.ts";

/** A schema of both documents, in the same role: pointers to where it is written, behind the `$ref`s that lead to it. */
export type SchemaPair = Pair<string>;

/** A walk through the schemas of both documents. */
export interface SchemaWalk {
  readonly documents: Pair<JsonObject>;
  /** Components that are not in it are the same in both, with all that they refer to. */
  readonly changed: ReadonlySet<string>;
  /** What pairs lead to, as far as it is known: methods have most of their schemas in common. */
  readonly known: Map<string, readonly SchemaPair[]>;
}

/** All schemas that some lead to, paired by where they stand in them. Each pair comes once, so circles end. */
export function schemaPairs(
  walk: SchemaWalk,
  roots: readonly SchemaPair[],
): Map<string, SchemaPair> {
  const pending = roots.map((root) => follow(walk, root));
  const found = new Map<string, SchemaPair>();
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const key = `${pair.base} ${pair.head}`;
    if (found.has(key) || isUnchanged(walk, pair)) continue;
    found.set(key, pair);
    const next = walk.known.get(key) ?? innerPairs(walk, pair);
    walk.known.set(key, next);
    pending.push(...next);
  }
  return found;
}

function follow({ documents }: SchemaWalk, { base, head }: SchemaPair): SchemaPair {
  return { base: followPointer(documents.base, base), head: followPointer(documents.head, head) };
}

function isUnchanged({ changed }: SchemaWalk, { base, head }: SchemaPair): boolean {
  const isComponent = /^#\/components\/schemas\/[^/]+$/.test(head);
  return isComponent && base === head && !changed.has(head);
}

function innerPairs(walk: SchemaWalk, pair: SchemaPair): SchemaPair[] {
  const { base, head } = walk.documents;
  const core = { base: coreOf(base, pair.base), head: coreOf(head, pair.head) };
  const isWrapped = (core.base === pair.base) !== (core.head === pair.head);
  const { pairs } = pairBy(
    childrenOf(base, pair.base),
    childrenOf(head, pair.head),
    ({ role }) => role,
  );
  const children = pairs.map((child) => ({ base: child.base.place, head: child.head.place }));
  // A nullable or annotated schema is about what it wraps, where only one side is wrapped like that.
  return [...(isWrapped ? [core] : []), ...children].map((inner) => follow(walk, inner));
}

/** The one schema that a nullable or annotated one consists of; itself for any other. */
function coreOf(document: JsonObject, place: string): string {
  const members = childrenOf(document, place).filter(({ isMember }) => isMember);
  const [only, ...others] = members.filter(
    (member) => objectAt(document, member.place).type !== "null",
  );
  const isWrapper = only !== undefined && others.length === 0;
  return isWrapper && !("properties" in objectAt(document, place)) ? only.place : place;
}

interface Child {
  /** The part it plays. */
  readonly role: string;
  readonly place: string;
  /** Of a composition. */
  readonly isMember: boolean;
}

/** The schemas inside one. Members of a composition go by what they refer to, the inline ones by their order. */
function childrenOf(document: JsonObject, place: string): Child[] {
  const schema = objectAt(document, place);
  const names = Object.keys(isObject(schema.properties) ? schema.properties : {});
  const keys = ["/items", "/additionalProperties", ...names.map(propertyKeys)];
  const children = keys.map((role) => ({ role, place: place + role, isMember: false }));
  for (const key of ["allOf", "anyOf", "oneOf"]) {
    const members: unknown[] = Array.isArray(schema[key]) ? schema[key] : [];
    let inline = 0;
    for (const [index, member] of members.entries()) {
      const role = isObject(member) && typeof member.$ref === "string" ? member.$ref : inline++;
      children.push({ role: `${key} ${role}`, place: `${place}/${key}/${index}`, isMember: true });
    }
  }
  return children.filter((child) => isObject(resolvePointer(document, child.place)));
}

function propertyKeys(name: string): string {
  return pointer("properties", name).slice(1);
}
