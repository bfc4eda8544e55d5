import ts from "typescript";
import { schemaAlias } from "../names.ts";
import { closingEdges, cyclesOf } from "./cycles.ts";
import {
  eagerTypes,
  lookupIn,
  lookupKeys,
  propertyName,
  propertiesIn,
  withoutMembers,
} from "./type-nodes.ts";

/** A property of the emitted components, such as a schema, with the keys that lead there. */
interface Part {
  readonly keys: readonly string[];
  readonly property: ts.PropertySignature & { type: ts.TypeNode };
}

/** One part's reference to another. */
interface Reference {
  readonly to: Part;
  /** From within an array or a tuple. */
  readonly inList: boolean;
}

/** A schema of which a member was left out, since it leads back to the schema. */
export interface Cut {
  readonly keys: readonly string[];
  /** The member. */
  readonly member: readonly string[];
}

/**
 * Makes types that refer to themselves such as compile. A property that needs its own type is an error (TS2502), while an
 * alias may hold an array of itself: parts that lead back to themselves get one each. Where nothing but composition leads
 * back, there is no such type, and of one member only that is kept which does not lead back.
 *
 * @param nodes The emitted schema. Its properties are changed in place, and the aliases added.
 * @returns What was cut.
 */
export function nameRings(nodes: ts.Node[]): Cut[] {
  const components = nodes.find(
    (node) => ts.isInterfaceDeclaration(node) && node.name.text === "components",
  );
  if (!components || !ts.isInterfaceDeclaration(components)) return [];
  const parts = new Parts(components);
  const cuts = cutCompositions(parts);
  const rings = cyclesOf(parts.graph(() => true)).flat();
  nodes.push(...nameEach(rings, parts));
  return cuts;
}

class Parts {
  readonly #all: readonly Part[];
  readonly #byPath = new Map<string, Part>();

  constructor({ members }: ts.InterfaceDeclaration) {
    const found: Part[] = [];
    const add = (property: ts.PropertySignature, around: readonly string[]) => {
      const keys = [...around, propertyName(property)];
      if (hasType(property)) found.push({ keys, property });
      if (property.type) for (const inner of propertiesIn(property.type)) add(inner, keys);
    };
    for (const member of members) if (ts.isPropertySignature(member)) add(member, ["components"]);
    for (const part of found) this.#byPath.set(pathOf(part.keys), part);
    this.#all = found;
  }

  /** The parts that a look-up passes through: each has to be known for the next. */
  on(keys: readonly string[]): Part[] {
    return keys.flatMap((_, index) => this.#byPath.get(pathOf(keys.slice(0, index + 1))) ?? []);
  }

  graph(isWanted: (reference: Reference) => boolean): Map<Part, Set<Part>> {
    const graph = new Map<Part, Set<Part>>();
    for (const part of this.#all) {
      const targets = this.#referencesOf(part).filter(isWanted);
      if (targets.length > 0) graph.set(part, new Set(targets.map(({ to }) => to)));
    }
    return graph;
  }

  #referencesOf({ property }: Part): Reference[] {
    const references: Reference[] = [];
    eagerTypes(property.type, (type, inList) => {
      const keys = lookupKeys(type);
      if (keys) references.push(...this.on(keys).map((to) => ({ to, inList })));
    });
    return references;
  }
}

function hasType(property: ts.PropertySignature): property is Part["property"] {
  return property.type !== undefined;
}

function pathOf(keys: readonly string[]): string {
  return JSON.stringify(keys);
}

function cutCompositions(parts: Parts): Cut[] {
  const graph = parts.graph(({ inList }) => !inList);
  const rings = cyclesOf(graph).map((ring) => new Set(ring));
  const originals = new Map(rings.flatMap((ring) => [...ring].map((it) => [it, it.property.type])));
  return rings.flatMap((ring) => {
    const within = new Map(
      [...ring].map((part) => [part, [...(graph.get(part) ?? [])].filter((to) => ring.has(to))]),
    );
    return closingEdges(within).map(([from, to]) => {
      const isInRing = (keys: readonly string[]) => parts.on(keys).some((part) => ring.has(part));
      const rest = withoutMembers(originals.get(to), (keys) => (isInRing(keys) ? "drop" : "keep"));
      const isCut = (keys: readonly string[]) => parts.on(keys).includes(to);
      from.property.type =
        withoutMembers(from.property.type, (keys) => (isCut(keys) ? (rest ?? "drop") : "keep")) ??
        ts.factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword);
      return { keys: from.keys, member: to.keys };
    });
  });
}

function nameEach(rings: readonly Part[], parts: Parts): ts.TypeAliasDeclaration[] {
  const names = new Map<Part, string>();
  const taken = new Set<string>();
  for (const part of rings) names.set(part, schemaAlias(part.keys.slice(2), taken));
  const withNames = (type: ts.TypeNode): ts.TypeNode => {
    const keys = lookupKeys(type);
    const last = keys && parts.on(keys).findLast((part) => names.has(part));
    const name = last && names.get(last);
    return keys && last && name ? lookupIn(name, keys.slice(last.keys.length)) : type;
  };
  return rings.map((part) => {
    const name = names.get(part) ?? "";
    const type = mapTypes(part.property.type, withNames);
    part.property.type = ts.factory.createTypeReferenceNode(name);
    return ts.factory.createTypeAliasDeclaration(undefined, name, undefined, type);
  });
}

/** Replaces look-ups in what the compiler has to know at once. */
function mapTypes(type: ts.TypeNode, change: (type: ts.TypeNode) => ts.TypeNode): ts.TypeNode {
  const changed = change(type);
  if (changed !== type || ts.isTypeLiteralNode(type)) return changed;
  const visit = (node: ts.Node): ts.Node => (ts.isTypeNode(node) ? mapTypes(node, change) : node);
  return ts.visitEachChild(type, visit, undefined);
}
