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
  const names = steps.map((step) => (step.kind === "property" ? step.name : ""));
  const [root, kind] = names;
  if (names.length < 3) return undefined;
  const component = pointer(...names.slice(0, 3));
  if (root === "components" && kind === "schemas")
    return descendAll(document, component, steps.slice(3));
  if (root === "components" && (kind === "parameters" || kind === "headers"))
    return locateInParameter(document, component, steps.slice(3));
  const operation = kind === "pathItems" ? 4 : 3;
  if (names[operation] === "parameters") {
    const [location, name = ""] = names.slice(operation + 1);
    const parameter = { name, in: location };
    const place = parameterPointer(document, pointer(...names.slice(0, operation)), parameter);
    return locateInParameter(document, place, steps.slice(operation + 3));
  }
  const content = names.indexOf("content", 3);
  const [mediaType, ...inside] = content < 0 ? [] : steps.slice(content + 1);
  if (mediaType?.kind !== "property") return followPointer(document, pointer(...names));
  const owner = pointer(...names.slice(0, content));
  return descendAll(document, schemaPointer(document, owner, mediaType.name), inside);
}

function locateInParameter(document: JsonObject, place: string, steps: readonly Step[]): string {
  const target = followPointer(document, place);
  return steps.length === 0 ? target : descendAll(document, `${target}/schema`, steps);
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
