import { isObject, objectOf, type JsonObject } from "./json.ts";

/*
 * Which HTTP methods a Path Item Object has operations for, and where they stand in it.
 */

/** Those that OpenAPI 3.0 and 3.1 know, and that the types of openapi-fetch and openapi-typescript do. */
export const commonMethods = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
] as const;

/** Those with a field of their own: QUERY came with OpenAPI 3.2. */
export const fixedMethods: readonly string[] = [...commonMethods, "query"];

/** An operation of a path item. */
export interface PathItemOperation {
  /** The name of its field, such as `post`; for an additional operation the HTTP method as it is sent, such as `COPY`. */
  readonly method: string;
  readonly operation: JsonObject;
}

/** The operations of a path item, in document order. */
export function operationsOf(pathItem: JsonObject): PathItemOperation[] {
  return Object.entries(pathItem).flatMap(([field, value]) => {
    if (field === "additionalOperations")
      return Object.entries(objectOf(value)).flatMap(asOperation);
    return fixedMethods.includes(field) ? asOperation([field, value]) : [];
  });
}

function asOperation([method, operation]: [string, unknown]): PathItemOperation[] {
  return isObject(operation) ? [{ method, operation }] : [];
}

/** The keys that lead from a path item to an operation. */
export function keysOfMethod(method: string): string[] {
  return fixedMethods.includes(method) ? [method] : ["additionalOperations", method];
}

/** The method as HTTP has it, in which upper and lower case differ (RFC 9110, section 9.1). */
export function httpMethodOf(method: string): string {
  return fixedMethods.includes(method) ? method.toUpperCase() : method;
}

/** The key that the emitted types have an operation under, by what `httpMethodOf` makes of it. */
export function typeKeyOf(httpMethod: string): string {
  const field = httpMethod.toLowerCase();
  return fixedMethods.includes(field) ? field : httpMethod;
}

/** Whether the types of openapi-fetch know a method. */
export function isCommon(method: string): boolean {
  return (commonMethods as readonly string[]).includes(method.toLowerCase());
}
