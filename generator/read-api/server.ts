import { objectOf, objectsIn, textOf, type JsonObject } from "../json.ts";
import { isCallable } from "../server-url.ts";
import type { SourceOperation } from "./context.ts";

/** The first server's URL, if it can be called as it is. */
export function readBaseUrl(document: JsonObject): string | undefined {
  const [url = ""] = urlsOf(document.servers);
  return isCallable(url) ? url : undefined;
}

/**
 * The server that an operation or its path item names, unless requests go there anyway. The document's is `/` where it
 * names none.
 */
export function readOwnServer(
  document: JsonObject,
  { pathItem, operation }: Pick<SourceOperation, "pathItem" | "operation">,
): string | undefined {
  const [common = "/"] = urlsOf(document.servers);
  const lists = [operation.servers, pathItem.servers].map(urlsOf);
  const own = lists.find((urls) => urls.length > 0) ?? [];
  return own.includes(common) ? undefined : own[0];
}

/** Without a trailing slash, variables at their defaults. */
function urlsOf(servers: unknown): string[] {
  return objectsIn(servers).flatMap((server) => {
    const variables = objectOf(server.variables);
    const url = textOf(server.url)?.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
      const variable = objectOf(variables[name]);
      return typeof variable.default === "string" ? variable.default : whole;
    });
    if (url === undefined) return [];
    const written = url.replace(/^https?:/i, (scheme) => scheme.toLowerCase());
    // The look-behind keeps a row of slashes from being tried from each of them.
    return written.replace(/(?<!\/)\/+$/, "") || "/";
  });
}
