import { isObject, keysOf, pointer, type JsonObject } from "../json.ts";
import type { MethodPair } from "./side.ts";

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * A document as a graph: a node for each component, path item and webhook, an edge to each thing it refers to. Nodes are
 * named by their pointers.
 */
interface Graph {
  readonly texts: ReadonlyMap<string, string>;
  readonly references: Edges;
  /** From the members of a union to the union, whose discriminator decides how they are emitted. */
  readonly unions: Edges;
}

/** Components, path items and webhooks that two documents don't have alike. */
export interface Affected {
  /** Whose types may differ: they are written differently, or refer to what is. */
  readonly changed: ReadonlySet<string>;
  /** Those and all that they need to be emitted. Everything else comes out the same, so only these are generated and compared. */
  readonly needed: ReadonlySet<string>;
}

export function affectedNodes(base: JsonObject, head: JsonObject): Affected {
  const [old, now] = [graphOf(base), graphOf(head)];
  const names = new Set([...old.texts.keys(), ...now.texts.keys()]);
  const edited = [...names].filter((name) => old.texts.get(name) !== now.texts.get(name));
  const needs = [old.references, old.unions, now.references, now.unions];
  const users = new Map<string, Set<string>>();
  for (const edges of needs)
    for (const [name, targets] of edges) for (const target of targets) addTo(users, target, name);
  const changed = closure(edited, [users]);
  return { changed, needed: closure(changed, needs) };
}

/** Whether anything that a method takes or gives may have changed. */
export function isAffected({ changed }: Affected, { base, head }: MethodPair): boolean {
  return [base, head].some(({ operation }) => changed.has(pointer("paths", operation.path)));
}

/** The document with nothing but some of its nodes. */
export function prune(document: JsonObject, nodes: ReadonlySet<string>): JsonObject {
  const keep = (value: unknown, ...keys: string[]) =>
    Object.fromEntries(
      Object.entries(isObject(value) ? value : {}).filter(([key]) =>
        nodes.has(pointer(...keys, key)),
      ),
    );
  const components = isObject(document.components) ? document.components : {};
  return {
    openapi: document.openapi,
    paths: keep(document.paths, "paths"),
    webhooks: keep(document.webhooks, "webhooks"),
    components: Object.fromEntries(
      Object.entries(components).map(([kind, map]) => [kind, keep(map, "components", kind)]),
    ),
  };
}

/** Everything that some values of a document refer to, directly or through others. */
export function reachedFrom(document: JsonObject, values: readonly unknown[]): Set<string> {
  const { references } = graphOf(document);
  return closure(referencesIn(values).targets, [references]);
}

function graphOf({ paths, webhooks, components }: JsonObject): Graph {
  const texts = new Map<string, string>();
  const references = new Map<string, Set<string>>();
  const unions = new Map<string, Set<string>>();
  const add = (value: unknown, ...keys: string[]) => {
    for (const [key, node] of Object.entries(isObject(value) ? value : {})) {
      const name = pointer(...keys, key);
      const { targets, isUnion } = referencesIn(node);
      texts.set(name, JSON.stringify(node));
      references.set(name, targets);
      if (isUnion) for (const target of targets) addTo(unions, target, name);
    }
  };
  add(paths, "paths");
  add(webhooks, "webhooks");
  for (const [kind, map] of Object.entries(isObject(components) ? components : {}))
    add(map, "components", kind);
  return { texts, references, unions };
}

/** The nodes that a value refers to, and whether it has a discriminator to tell them apart. */
function referencesIn(root: unknown): { targets: Set<string>; isUnion: boolean } {
  const targets = new Set<string>();
  let isUnion = false;
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== "object" || value === null) continue;
    for (const child of Object.values(value)) pending.push(child);
    if (!isObject(value)) continue;
    const { $ref, discriminator } = value;
    const mapping = isObject(discriminator) ? discriminator.mapping : undefined;
    isUnion ||= isObject(discriminator);
    for (const reference of [$ref, ...Object.values(isObject(mapping) ? mapping : {})])
      if (typeof reference === "string" && reference.startsWith("#/"))
        targets.add(nodeOf(reference));
  }
  return { targets, isUnion };
}

/** The component, path item or webhook that a `$ref` leads into. */
function nodeOf(reference: string): string {
  const keys = keysOf(reference);
  return pointer(...keys.slice(0, keys[0] === "components" ? 3 : 2));
}

/** What is reached from some nodes, themselves included. */
function closure(starts: Iterable<string>, edges: readonly Edges[]): Set<string> {
  const reached = new Set<string>(starts);
  for (const name of reached)
    for (const graph of edges) for (const next of graph.get(name) ?? []) reached.add(next);
  return reached;
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key) ?? new Set();
  map.set(key, values.add(value));
}
