import { isObject, pointer, resolvePointer, type JsonObject } from "../json.ts";
import { followPointer, objectAt, parameterPointer, schemaPointer } from "./places.ts";

/** One step into a type of the emitted schema, and so into the document it comes from. */
export type Step =
  | { readonly kind: "property"; readonly name: string }
  /** Into a member of a union, by its place. */
  | { readonly kind: "member"; readonly index: number }
  | { readonly kind: "items" }
  /** Into the values under free keys. */
  | { readonly kind: "values" };

/** The pointer to where a type was declared, given the steps that lead there in the emitted schema. */
export function locate(document: JsonObject, steps: readonly Step[]): string | undefined {
  const [root, first, second, ...rest] = steps;
  if (first?.kind !== "property" || second?.kind !== "property") return undefined;
  for (const kind of ["paths", "webhooks"])
    if (isProperty(root, kind))
      return locateInOperation(document, pointer(kind, first.name, second.name), rest);
  const place = pointer("components", first.name, second.name);
  const [method, ...inside] = rest;
  if (first.name === "pathItems" && method?.kind === "property")
    return locateInOperation(document, place + pointer(method.name).slice(1), inside);
  if (first.name === "schemas") return descendAll(document, place, rest);
  return first.name === "parameters" || first.name === "headers"
    ? locateInParameter(document, place, rest)
    : locateInContent(document, place, rest);
}

function isProperty(step: Step | undefined, name: string): boolean {
  return step?.kind === "property" && step.name === name;
}

function locateInOperation(
  document: JsonObject,
  operation: string,
  steps: readonly Step[],
): string {
  const [part, first, second, ...rest] = steps;
  if (isProperty(part, "requestBody"))
    return locateInContent(document, `${operation}/requestBody`, steps.slice(1));
  if (first?.kind !== "property") return operation;
  if (isProperty(part, "responses"))
    return locateInContent(
      document,
      operation + pointer("responses", first.name).slice(1),
      steps.slice(2),
    );
  if (second?.kind !== "property") return operation;
  const parameter = { name: second.name, in: first.name };
  return locateInParameter(document, parameterPointer(document, operation, parameter), rest);
}

function locateInParameter(document: JsonObject, place: string, steps: readonly Step[]): string {
  const target = followPointer(document, place);
  return steps.length === 0 ? target : descendAll(document, `${target}/schema`, steps);
}

function locateInContent(document: JsonObject, place: string, steps: readonly Step[]): string {
  const [content, mediaType, ...rest] = steps;
  return isProperty(content, "content") && mediaType?.kind === "property"
    ? descendAll(document, schemaPointer(document, place, mediaType.name), rest)
    : followPointer(document, place);
}

function descendAll(document: JsonObject, place: string, steps: readonly Step[]): string {
  return steps.reduce((current, step) => descend(document, current, step) ?? current, place);
}

/** Where a step into a schema leads, looking through `$ref`s and compositions; undefined when the schema has no such part. */
export function descend(
  document: JsonObject,
  place: string,
  step: Step,
  seen = new Set<string>(),
): string | undefined {
  const target = followPointer(document, place);
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
