import { fixedMethods } from "../path-item.ts";
import {
  isObject,
  keysOf,
  pointer,
  resolvePointer,
  resolveReference,
  type JsonObject,
} from "../json.ts";

/*
 * Where in a document things stand, as JSON pointers to the objects themselves, behind the `$ref`s: what a method takes
 * and gives, and what a type of the emitted schema comes from.
 */

/** The object a pointer means, through `$ref`s; an empty one where there is none. */
export function objectAt(document: JsonObject, pointer: string): JsonObject {
  const value = resolveReference(document, resolvePointer(document, pointer));
  return isObject(value) ? value : {};
}

/** The pointer itself, or where its `$ref` leads. */
export function followPointer(document: JsonObject, start: string): string {
  let target = start;
  for (let value = resolvePointer(document, target); isObject(value);) {
    if (typeof value.$ref !== "string") break;
    target = pointer(...keysOf(value.$ref));
    value = resolvePointer(document, target);
  }
  return target;
}

/** The pointer to an operation's path item, which may hold it among the additional ones. */
export function pathItemOf(operation: string): string {
  return parentOf(operation).replace(/\/additionalOperations$/, "");
}

/** The pointer to what holds something. */
export function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

/** The parameter of that name in an operation or its path item; the operation where there is none. */
export function parameterPointer(
  document: JsonObject,
  operation: string,
  { name, in: location }: { readonly name: string; readonly in?: string | undefined },
): string {
  for (const owner of [operation, pathItemOf(operation)]) {
    const { parameters } = objectAt(document, owner);
    for (const index of Array.isArray(parameters) ? parameters.keys() : []) {
      const found = followPointer(document, `${owner}/parameters/${index}`);
      const parameter = objectAt(document, found);
      const isThere = location === undefined || parameter.in === location;
      if (parameter.name === name && isThere) return found;
    }
  }
  return operation;
}

/** The schema of a parameter, or of its one content entry. */
export function parameterSchemaPointer(document: JsonObject, parameter: string): string {
  const [mediaType] = mediaTypesAt(document, parameter);
  return mediaType === undefined
    ? `${parameter}/schema`
    : schemaPointer(document, parameter, mediaType);
}

/** The media types that a request body or response may have. */
export function mediaTypesAt(document: JsonObject, owner: string): string[] {
  const { content } = objectAt(document, owner);
  return Object.keys(isObject(content) ? content : {});
}

/** The schema of one of the media types of a request body or response. */
export function schemaPointer(document: JsonObject, owner: string, mediaType: string): string {
  return followPointer(document, owner) + pointer("content", mediaType, "schema").slice(1);
}

/** One step into a type of the emitted schema, and so into the document it comes from. */
export type Step =
  | { readonly kind: "property"; readonly name: string }
  /** Into a member of a union, by its position. */
  | { readonly kind: "member"; readonly index: number }
  | { readonly kind: "items" }
  /** Into the values under free keys. */
  | { readonly kind: "values" };

/** The pointer to where a type was declared, given the steps that lead there in the emitted schema. */
export function locate(document: JsonObject, typeSteps: readonly Step[]): string | undefined {
  const steps = throughAdditional(typeSteps);
  const names = steps.map((step) => (step.kind === "property" ? step.name : ""));
  const [root, kind] = names;
  if (names.length < 3) return undefined;
  const component = componentPointer(names);
  if (root === "components" && kind === "schemas")
    return descendAll(document, component, steps.slice(3));
  if (root === "components" && (kind === "parameters" || kind === "headers"))
    return locateInParameter(document, component, steps.slice(3));
  const operation = kind === "pathItems" || names[2] === "additionalOperations" ? 4 : 3;
  if (names[operation] === "parameters") {
    const [location, name = ""] = names.slice(operation + 1);
    const parameter = { name, in: location };
    const found = parameterPointer(document, pointer(...names.slice(0, operation)), parameter);
    return locateInParameter(document, found, steps.slice(operation + 3));
  }
  const content = names.indexOf("content", 3);
  const [mediaType, ...inside] = content < 0 ? [] : steps.slice(content + 1);
  if (mediaType?.kind !== "property") return followPointer(document, pointer(...names));
  const owner = pointer(...names.slice(0, content));
  return descendAll(document, schemaPointer(document, owner, mediaType.name), inside);
}

/** The key of what was a definition inside a component is the rest of its pointer. */
function componentPointer([root = "", kind = "", key = ""]: readonly string[]): string {
  return key.includes("/$defs/") ? `#/${root}/${kind}/${key}` : pointer(root, kind, key);
}

/** Types have additional operations in the path item itself. */
function throughAdditional(steps: readonly Step[]): readonly Step[] {
  const [root, , method] = steps;
  if (root?.kind !== "property" || root.name !== "paths" || method?.kind !== "property")
    return steps;
  const isOwn = fixedMethods.includes(method.name) || method.name === "parameters";
  return isOwn ? steps : steps.toSpliced(2, 0, { kind: "property", name: "additionalOperations" });
}

function locateInParameter(document: JsonObject, start: string, steps: readonly Step[]): string {
  const target = followPointer(document, start);
  return steps.length === 0
    ? target
    : descendAll(document, parameterSchemaPointer(document, target), steps);
}

function descendAll(document: JsonObject, start: string, steps: readonly Step[]): string {
  return steps.reduce((current, step) => descend(document, current, step) ?? current, start);
}

/** Where a step into a schema leads, looking through `$ref`s and compositions; undefined when the schema has no such part. */
export function descend(
  document: JsonObject,
  start: string,
  step: Step,
  seen = new Set<string>(),
): string | undefined {
  const target = followPointer(document, start);
  if (seen.has(target)) return undefined;
  seen.add(target);
  const own = `${target}${keysFor(step, objectAt(document, target)).slice(1)}`;
  if (own !== target && resolvePointer(document, own) !== undefined) return own;
  if (step.kind === "member") return undefined;
  for (const composition of ["allOf", "anyOf", "oneOf"]) {
    const members = objectAt(document, target)[composition];
    for (const index of Array.isArray(members) ? members.keys() : []) {
      const found = descend(document, `${target}/${composition}/${index}`, step, seen);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function keysFor(step: Step, schema: JsonObject): string {
  switch (step.kind) {
    case "property":
      return pointer("properties", step.name);
    case "items":
      return pointer("items");
    case "values":
      return isObject(schema.additionalProperties) ? pointer("additionalProperties") : "#";
    case "member":
      return pointer(Array.isArray(schema.oneOf) ? "oneOf" : "anyOf", step.index);
  }
}
