import {
  isObject,
  keysOf,
  pointer,
  resolvePointer,
  resolveReference,
  type JsonObject,
} from "../json.ts";

/*
 * Where things are written: pointers to the objects themselves, behind the `$ref`s.
 */

/** The object a pointer means, through `$ref`s; an empty one where there is none. */
export function objectAt(document: JsonObject, place: string): JsonObject {
  const value = resolveReference(document, resolvePointer(document, place));
  return isObject(value) ? value : {};
}

/** The pointer itself, or where its `$ref` leads. */
export function followPointer(document: JsonObject, place: string): string {
  let target = place;
  for (let value = resolvePointer(document, target); isObject(value);) {
    if (typeof value.$ref !== "string") break;
    target = pointer(...keysOf(value.$ref));
    value = resolvePointer(document, target);
  }
  return target;
}

/** The parameter of that name in an operation or its path item; the operation where there is none. */
export function parameterPointer(
  document: JsonObject,
  operation: string,
  { name, in: location }: { readonly name: string; readonly in?: string | undefined },
): string {
  const pathItem = operation.slice(0, operation.lastIndexOf("/"));
  for (const owner of [operation, pathItem]) {
    const { parameters } = objectAt(document, owner);
    for (const index of Array.isArray(parameters) ? parameters.keys() : []) {
      const place = followPointer(document, `${owner}/parameters/${index}`);
      const parameter = objectAt(document, place);
      const isThere = location === undefined || parameter.in === location;
      if (parameter.name === name && isThere) return place;
    }
  }
  return operation;
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
