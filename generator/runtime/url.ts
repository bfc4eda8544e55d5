import { createFinalURL } from "openapi-fetch";
import { misfit } from "./body.ts";

/** What the URL of a request is made of, in OpenAPI's terms. */
export interface UrlParameters {
  readonly path?: object | undefined;
  readonly query?: object | undefined;
}

/** Throws a TypeError for a parameter that can't stand in a path. */
export function requestUrl(baseUrl: string, path: string, parameters: UrlParameters): string {
  return createFinalURL(path, {
    baseUrl: baseUrl.replace(/\/$/, ""),
    params: parameters as Record<"path" | "query", Record<string, unknown>>,
    pathSerializer,
    querySerializer: (query) => pairs("", query).join("&"),
  });
}

type Plain = string | number | boolean;

function pathSerializer(path: string, values: Record<string, unknown>): string {
  return path.replace(/{(.+?)}/g, (_, name: string) => {
    const value = String((values as Record<string, Plain | null | undefined>)[name] ?? "");
    // A dot segment would be folded away, and the request go to another endpoint.
    if (/^\.{0,2}$/.test(value)) throw misfit(name, `"${value}"`, "an id");
    return encodeURIComponent(value);
  });
}

/** OpenAPI's defaults: arrays repeat their name (form, exploded), objects put keys in brackets (deepObject). */
function pairs(name: string, value: unknown): string[] {
  if (value == null) return [];
  if (typeof value !== "object") return [`${name}=${encodeURIComponent(value as Plain)}`];
  return Object.entries(value).flatMap(([key, item]) =>
    pairs(Array.isArray(value) ? name : name ? `${name}[${encodeURIComponent(key)}]` : key, item),
  );
}
