import { versions } from "node:process";

/**
 * Adds a `user-agent` that names the package and the runtime, unless the caller's headers have one. Not for browsers,
 * where a server has to allow the header before a page may send it.
 *
 * @param product Name and version, such as `things/1.2.3`.
 */
export function withUserAgent(product: string, headers: object = {}): Record<string, string> {
  // Bun and Deno also give the version of Node that they are compatible with.
  const runtime = ["bun", "deno"].find((name) => versions[name]) ?? "node";
  // Not instanceof: a test environment may have its own Headers, or none.
  const given = Symbol.iterator in headers ? Object.fromEntries(headers as Headers) : headers;
  return { "user-agent": `${product} ${runtime}/${versions[runtime] ?? ""}`, ...given };
}
