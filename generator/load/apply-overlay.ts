import { JSONPathEnvironment, type JSONPathNode, type JSONValue } from "json-p3";
import { InputError, SpecError } from "../errors.ts";
import { nameOf } from "../files/read-given.ts";
import { isObject, type JsonObject } from "../json.ts";
import { line } from "../text.ts";
import { checkDocument } from "./limits.ts";
import { loadOverlay, type Action } from "./overlay.ts";

/**
 * Applies an OpenAPI Overlay 1.0 to a document, in place.
 *
 * @returns A warning for each action that matches nothing any more.
 * @throws {InputError} The overlay can't be read or does not fit, or leaves a `$ref` that leads nowhere or outside.
 */
export async function mendSpec(document: JsonObject, overlay: string): Promise<string[]> {
  const applied = applyOverlay(document, await loadOverlay(overlay));
  const file = nameOf(overlay);
  if (checkDocument(document, file).external)
    throw new SpecError(
      { file },
      "brings in a $ref that leaves the document",
      "Refer to something inside the document.",
    );
  return applied.flatMap(({ action: { target, description }, places }) =>
    places > 0
      ? []
      : [
          `${file}: matches nothing any more: ${line(target)}${description === undefined ? "" : ` (${line(description)})`}\n`,
        ],
  );
}

/** An action and how many places it changed. */
export interface Applied {
  readonly action: Action;
  readonly places: number;
}

/** Deeper than any document that passes checkDocument. */
const jsonPath = new JSONPathEnvironment({ maxRecursionDepth: 200 });

/**
 * Applies the actions of an overlay to a document, in order and in place: `update` merges recursively, and puts a
 * primitive in the place of one; `remove` takes away. Where Overlay 1.0 is silent it does as 1.1 says: arrays are
 * joined, and values that don't go together are refused. `copy` of 1.1 is not known.
 *
 * Our own, over a JSONPath library, because the libraries there are (openapi-format 1.33, openapi-overlays-js 0.2)
 * remove the wrong members when several of one array match, print a malformed target and carry on, and put
 * an object where an array or a string was.
 *
 * @throws {InputError} A target is not a JSONPath, selects the root to be removed, or an update does not fit.
 */
export function applyOverlay(document: JsonObject, actions: readonly Action[]): Applied[] {
  return actions.map((action) => {
    const matches = select(document, action);
    if (action.remove) removeMatches(matches, action);
    else for (const match of matches) updateMatch(match, action);
    return { action, places: matches.length };
  });
}

/** A value that a target selects. The root has neither parent nor key. */
interface Match {
  readonly value: unknown;
  readonly parent: object | undefined;
  readonly key: string | number | undefined;
}

function select(document: JsonObject, action: Action): Match[] {
  // A parsed document holds JSON values only; its type here is wider, for reading it field by field.
  const nodes = query(document as JSONValue, action);
  // A target may select one place twice: $.list[0, 0].
  const once = new Map(nodes.map((node) => [node.getPath(), node]));
  return [...once.values()].map(({ value, location }) => {
    const key = location.at(-1);
    const parent = key === undefined ? undefined : valueAt(document, location.slice(0, -1));
    return { value, parent, key };
  });
}

function query(root: JSONValue, action: Action): JSONPathNode[] {
  try {
    return jsonPath.query(action.target, root).nodes;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw invalid(action, `is not a JSONPath: ${message}`, "RFC 9535 says how to write one.");
  }
}

function removeMatches(matches: readonly Match[], action: Action): void {
  // An index is another member's as soon as one before it is gone: each array is gone through once.
  const doomed = new Map<object, Set<string | number>>();
  for (const { parent, key } of matches) {
    if (parent === undefined || key === undefined)
      throw invalid(action, "selects the root", "Select what is below it.");
    doomed.set(parent, (doomed.get(parent) ?? new Set()).add(key));
  }
  for (const [parent, keys] of doomed) {
    if (Array.isArray(parent)) keep(parent, (_, index) => !keys.has(index));
    else for (const key of keys) Reflect.deleteProperty(parent, key);
  }
}

function keep(members: unknown[], isKept: (member: unknown, index: number) => boolean): void {
  members.splice(0, members.length, ...members.filter(isKept));
}

/** The object or array at a location that a query has found. */
function valueAt(document: JsonObject, location: readonly (string | number)[]): object {
  return location.reduce<object>((value, key) => Reflect.get(value, key) as object, document);
}

function updateMatch({ value, parent, key }: Match, action: Action): void {
  const { update } = action;
  if (Array.isArray(value)) value.push(structuredClone(update));
  else if (isObject(value) && isObject(update)) merge(value, update, action);
  else if (isPrimitive(value) && isPrimitive(update) && parent && key !== undefined)
    Reflect.set(parent, key, update);
  else {
    const kind = isObject(value) ? "an object" : "a primitive";
    throw invalid(action, `selects ${kind}`, `Make the update ${kind}, too.`);
  }
}

function merge(target: JsonObject, update: JsonObject, action: Action): void {
  for (const [key, value] of Object.entries(update)) {
    const there = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isObject(there) && isObject(value)) merge(there, value, action);
    else if (Array.isArray(there) && Array.isArray(value)) append(there, value);
    else if (there === undefined || (isPrimitive(there) && isPrimitive(value)))
      target[key] = structuredClone(value);
    else
      throw invalid(
        action,
        `finds a value of another type at ${JSON.stringify(key)}`,
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

function invalid(action: Action, problem: string, remedy: string): InputError {
  return new InputError(`overlay target ${action.target} ${problem}`, remedy);
}
