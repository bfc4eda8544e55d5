import { isObject, type JsonObject } from "../json.ts";
import { walkDocument } from "../walk-document.ts";
import { factKind, type FactKind } from "./fact-fields.ts";

/** A document with upstream's facts and our words. */
export interface Worded {
  readonly document: JsonObject;
  /** Upstream's fields that were left behind, and how often each. */
  readonly dropped: ReadonlyMap<string, number>;
}

interface Context {
  readonly ourOperations: ReadonlyMap<string, JsonObject>;
  readonly upstreamOperations: ReadonlyMap<string, JsonObject>;
  readonly dropped: Map<string, number>;
}

/**
 * Takes every fact from upstream and every word (`summary`, `description`, `example`, `x-…`) from our document, as
 * far as the place is still there. Places are found by what they are, not where they stand: operations by
 * operationId, list members by name or `$ref`, everything else by key. No word of upstream's gets through: what is
 * carried over are the fields that fact-fields.ts lists, and nothing else.
 *
 * Fields and paths stand in our order, new ones after the one they follow upstream; entries of all other maps
 * (properties, schemas) in upstream's.
 */
export function withOwnWords(upstream: JsonObject, ours: JsonObject): Worded {
  const dropped = new Map<string, number>();
  const context: Context = {
    ourOperations: operationsById(ours),
    upstreamOperations: operationsById(upstream),
    dropped,
  };
  return { document: mergeObject(upstream, ours, context), dropped };
}

function operationsById(document: JsonObject): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  walkDocument(document, ({ type, node }) => {
    if (type === "operation" && typeof node.operationId === "string")
      found.set(node.operationId, node);
  });
  return found;
}

function mergeObject(upstream: JsonObject, ours: unknown, context: Context): JsonObject {
  const facts = Object.entries(upstream).flatMap(([field, value]): [string, unknown][] => {
    const kind = factKind(field);
    if (kind !== undefined) return [[field, mergeField(kind, [value, own(ours, field)], context)]];
    context.dropped.set(field, (context.dropped.get(field) ?? 0) + 1);
    return [];
  });
  const words = Object.entries(isObject(ours) ? ours : {})
    .filter(([field]) => factKind(field) === undefined)
    .map(([field, value]): [string, unknown] => [field, tidy(field, value)]);
  return Object.fromEntries(inOrderOf(ours, [...facts, ...words]));
}

function mergeField(
  kind: FactKind,
  [upstream, ours]: readonly [unknown, unknown],
  context: Context,
): unknown {
  if (kind === "data") return upstream;
  if (Array.isArray(upstream)) return mergeList(upstream, ours, context);
  if (!isObject(upstream)) return upstream;
  if (kind === "object") return mergeObject(upstream, ours, context);
  if (kind === "operation")
    return mergeObject(upstream, sameOperation(upstream, ours, context), context);
  const entryKind = kind === "callbacks" ? "map" : "object";
  const entries = Object.entries(upstream).map(([key, value]): [string, unknown] => [
    key,
    // A scope's value is its description.
    kind === "scopes"
      ? (own(ours, key) ?? "")
      : mergeField(entryKind, [value, own(ours, key)], context),
  ]);
  return Object.fromEntries(kind === "paths" ? inOrderOf(ours, entries) : entries);
}

/** Our operation of the same id, wherever it stands; else the one at the same place, unless upstream has moved it. */
function sameOperation(upstream: JsonObject, ours: unknown, context: Context): unknown {
  const found = context.ourOperations.get(String(upstream.operationId));
  if (found !== undefined) return found;
  const moved = isObject(ours) && context.upstreamOperations.has(String(ours.operationId));
  return moved ? undefined : ours;
}

function mergeList(upstream: readonly unknown[], ours: unknown, context: Context): unknown[] {
  const ourMembers = Array.isArray(ours) ? ours.filter(isObject) : [];
  return upstream.map((member) => {
    if (!isObject(member)) return member;
    const identity = identityOf(member, context);
    const same = ourMembers.find((candidate) => identityOf(candidate, context) === identity);
    return mergeObject(member, same, context);
  });
}

/** What tells one member of a list from the next: its reference, name or URL, or else all its facts. */
function identityOf(member: JsonObject, context: Context): string {
  const { $ref, name, in: location, url } = member;
  const names = [$ref, name, location, url];
  if (names.some((part) => part !== undefined)) return JSON.stringify(names);
  return JSON.stringify(mergeObject(member, undefined, { ...context, dropped: new Map() }));
}

/** Sorts entries as our keys stand; one that we don't have comes after the one it followed. */
function inOrderOf(ours: unknown, entries: readonly [string, unknown][]): [string, unknown][] {
  const values = new Map(entries);
  const keys = Object.keys(isObject(ours) ? ours : {}).filter((key) => values.has(key));
  const known = new Set(keys);
  let previous = -1;
  for (const [key] of entries) {
    if (known.has(key)) previous = keys.indexOf(key);
    else keys.splice((previous += 1), 0, key);
  }
  return keys.map((key) => [key, values.get(key)]);
}

function own(object: unknown, key: string): unknown {
  return isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}

function tidy(field: string, value: unknown): unknown {
  const prose = field === "summary" || field === "description";
  return prose && typeof value === "string" ? value.replace(/[ \t]+$/gm, "").trimEnd() : value;
}
