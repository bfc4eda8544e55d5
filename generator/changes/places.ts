import { isObject, pointer, type JsonObject } from "../json.ts";
import { followPointer, objectAt, type Method } from "./side.ts";

/*
 * Where the parts of an operation are written: pointers to the objects themselves, behind the `$ref`s.
 */

/** The parameter of that name in an operation or its path item; the operation where there is none. */
export function parameterPointer(
  document: JsonObject,
  operation: string,
  { name, location }: { readonly name: string; readonly location?: string | undefined },
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

/** The schema of one of the media types of a request body or response. */
export function schemaPointer(document: JsonObject, owner: string, mediaType: string): string {
  return followPointer(document, owner) + pointer("content", mediaType, "schema").slice(1);
}

/** The schema of the request body that the client sends; the body itself where there is none. */
export function bodyPointer(document: JsonObject, { pointer: place, operation }: Method): string {
  const owner = `${place}/requestBody`;
  return operation.body === undefined
    ? owner
    : schemaPointer(document, owner, operation.body.mediaType);
}

/** The 2xx answers, or `default` where that is what says how success looks. */
export function successStatuses({ source }: Method): string[] {
  const statuses = Object.keys(isObject(source.responses) ? source.responses : {});
  const successes = statuses.filter((status) => /^2(\d\d|XX)$/i.test(status));
  return successes.length > 0 ? successes : statuses.filter((status) => status === "default");
}

/** The schema of the first successful answer with content; the first answer where none has. */
export function resultPointer(document: JsonObject, method: Method): string {
  const places = successStatuses(method).map((status) => `${method.pointer}/responses/${status}`);
  for (const place of places) {
    const { content } = objectAt(document, place);
    const [mediaType] = Object.keys(isObject(content) ? content : {});
    if (mediaType !== undefined) return schemaPointer(document, place, mediaType);
  }
  return places[0] ?? method.pointer;
}
