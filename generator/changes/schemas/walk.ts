import { isObject, pointer, type JsonObject } from "../../json.ts";
import { followPointer, objectAt } from "../locate.ts";
import { pairBy, type Pair } from "../pair-by.ts";

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
  const [base, head] = [
    childrenOf(walk.documents.base, pair.base),
    childrenOf(walk.documents.head, pair.head),
  ];
  const children = pairBy(base, head, ({ role }) => role).pairs;
  const [old, now] = [wrappedIn(base), wrappedIn(head)];
  // A nullable or annotated schema is about what it wraps, where only one side is wrapped like that.
  const core = { base: old ?? pair.base, head: now ?? pair.head };
  return [
    ...((old === undefined) === (now === undefined) ? [] : [core]),
    ...children.map((child) => ({ base: child.base.at, head: child.head.at })),
  ].map((inner) => follow(walk, inner));
}

const compositions = ["allOf", "anyOf", "oneOf"];

/** A schema inside another. */
interface Child {
  /** The keyword that it stands under. */
  readonly keyword: string;
  /** The part it plays: members of a composition go by what they refer to, the inline ones by their order. */
  readonly role: string;
  readonly at: string;
  readonly schema: JsonObject;
}

function childrenOf(document: JsonObject, at: string): Child[] {
  const parent = objectAt(document, at);
  const children: Child[] = [];
  const add = (schema: unknown, keyword: string, [role, ...keys]: (string | number)[]) => {
    if (!isObject(schema)) return;
    const inside = at + pointer(keyword, ...keys).slice(1);
    children.push({ keyword, role: `${keyword} ${role ?? ""}`, at: inside, schema });
  };
  for (const keyword of ["items", "additionalProperties"]) add(parent[keyword], keyword, []);
  for (const [name, schema] of Object.entries(isObject(parent.properties) ? parent.properties : {}))
    add(schema, "properties", [name, name]);
  for (const keyword of compositions) {
    const members: unknown[] = Array.isArray(parent[keyword]) ? parent[keyword] : [];
    let inline = 0;
    for (const [index, schema] of members.entries()) {
      const isReference = isObject(schema) && typeof schema.$ref === "string";
      add(schema, keyword, [isReference ? String(schema.$ref) : inline++, index]);
    }
  }
  return children;
}

/** The one schema that a nullable or annotated one consists of; undefined for any other. */
function wrappedIn(children: readonly Child[]): string | undefined {
  const members = children.filter(
    ({ keyword, schema }) => compositions.includes(keyword) && schema.type !== "null",
  );
  const hasProperties = children.some(({ keyword }) => keyword === "properties");
  return members.length === 1 && !hasProperties ? members[0]?.at : undefined;
}
