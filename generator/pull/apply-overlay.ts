import { JSONPathEnvironment, type JSONPathNode, type JSONValue } from "json-p3";
import { InputError } from "../input-error.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { Action } from "./overlay.ts";

/** An action and how many places it changed. */
export interface Applied {
  readonly action: Action;
  readonly places: number;
}

/** Deeper than any document that passes checkDocument. */
const jsonPath = new JSONPathEnvironment({ maxRecursionDepth: 200 });

/**
 * Applies the actions of an overlay to a document, in order and in place: `update` merges recursively, `remove`
 * takes away. Where Overlay 1.0 is silent it does as 1.1 says: arrays are joined, and values that don't go
 * together are refused.
 *
 * Our own, over a JSONPath library, because the libraries there are (openapi-format 1.33, openapi-overlays-js 0.2)
 * remove the wrong members when several of one array match, print a malformed target and carry on, and put
 * an object where an array or a string was.
 *
 * @throws {InputError} A target is no JSONPath, selects a primitive or the root, or an update does not fit.
 */
export function applyOverlay(document: JsonObject, actions: readonly Action[]): Applied[] {
  return actions.map((action) => {
    const nodes = select(document, action);
    if (action.remove) removeNodes(document, nodes, action);
    else for (const { value } of nodes) updateNode(value, action);
    return { action, places: nodes.length };
  });
}

function select(document: JsonObject, action: Action): JSONPathNode[] {
  // A parsed document holds JSON values only; its type here is wider, for reading it field by field.
  const root = document as JSONValue;
  const nodes = query(root, action);
  const primitive = nodes.find(({ value }) => typeof value !== "object" || value === null);
  if (primitive !== undefined)
    throw misfit(action, `selects a primitive at ${primitive.getPath()}`, "Select its parent.");
  // A target may select one place twice: $.list[0, 0].
  return [...new Map(nodes.map((node) => [node.value, node])).values()];
}

function query(root: JSONValue, action: Action): JSONPathNode[] {
  try {
    return jsonPath.query(action.target, root).nodes;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw misfit(action, `is no JSONPath: ${message}`, "RFC 9535 says how to write one.");
  }
}

function removeNodes(document: JsonObject, nodes: readonly JSONPathNode[], action: Action): void {
  // Members go by identity: an index is another member's as soon as one before it is gone.
  const doomed = new Set<unknown>(nodes.map(({ value }) => value));
  const places = nodes.map(({ location }) => ({
    parent: valueAt(document, location.slice(0, -1)),
    key: location.at(-1),
  }));
  for (const { parent, key } of places) {
    if (key === undefined) throw misfit(action, "selects the root", "Select what is below it.");
    if (Array.isArray(parent)) keep(parent, (member) => !doomed.has(member));
    else Reflect.deleteProperty(parent, key);
  }
}

function keep(members: unknown[], isKept: (member: unknown) => boolean): void {
  members.splice(0, members.length, ...members.filter(isKept));
}

/** The object or array at a location that a query has found. */
function valueAt(document: JsonObject, location: readonly (string | number)[]): object {
  return location.reduce<object>((value, key) => Reflect.get(value, key) as object, document);
}

function updateNode(target: unknown, action: Action): void {
  const { update } = action;
  if (Array.isArray(target)) target.push(structuredClone(update));
  else if (isObject(target) && isObject(update)) merge(target, update, action);
  else throw misfit(action, "selects an object", "Make the update an object, too.");
}

function merge(target: JsonObject, update: JsonObject, action: Action): void {
  for (const [key, value] of Object.entries(update)) {
    const there = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isObject(there) && isObject(value)) merge(there, value, action);
    else if (Array.isArray(there) && Array.isArray(value)) append(there, value);
    else if (there === undefined || (isPrimitive(there) && isPrimitive(value)))
      target[key] = structuredClone(value);
    else
      throw misfit(
        action,
        `finds something of another kind at ${JSON.stringify(key)}`,
        "Remove that first.",
      );
  }
}

function append(members: unknown[], added: readonly unknown[]): void {
  members.push(...structuredClone(added));
}

function isPrimitive(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

function misfit(action: Action, problem: string, remedy: string): InputError {
  return new InputError(`overlay target ${action.target} ${problem}`, remedy);
}
