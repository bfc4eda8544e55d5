import type { FetchClient } from "./openapi-fetch.ts";

/** The paths that have an operation of this method, moved to a method that openapi-fetch's types know. */
type AsPost<Paths, Method extends string> = {
  [Path in keyof Paths as Paths[Path] extends Record<Method, unknown> ? Path : never]: {
    post: Paths[Path][Method & keyof Paths[Path]];
  };
};

/** The key of a method in the types. */
type KeyOf<Method extends string> = Method extends "QUERY" ? "query" : Method;

/**
 * A client's method for an HTTP method that openapi-fetch sends like any other, but whose types don't know it: QUERY, and
 * the additional operations of OpenAPI 3.2.
 */
export function withMethod<Paths extends object, Method extends string>(
  client: FetchClient<Paths>,
  method: Method,
): FetchClient<AsPost<Paths, KeyOf<Method>>>["POST"] {
  const { request } = client as unknown as { request: (...given: unknown[]) => unknown };
  const send = (...given: unknown[]) => request(method, ...given);
  return send as FetchClient<AsPost<Paths, KeyOf<Method>>>["POST"];
}
