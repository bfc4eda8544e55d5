// Hand-written. Copied from generator/runtime/url.ts; edit it there.
import { misfit } from "./body.ts";

/** What the URL of a request is made of, in OpenAPI's terms. */
export interface UrlParameters {
  readonly path?: object | undefined;
  /** Percent-encoded already. */
  readonly query?: string | undefined;
}

/** Throws a TypeError for a parameter that can't stand in a path. */
export function requestUrl(baseUrl: string, template: string, parameters: UrlParameters): string {
  const { path: values, query } = parameters;
  const path = template.replace(/{(.+?)}/g, (_, name: string) => {
    const value = String((values as PathValues | undefined)?.[name] ?? "");
    // A dot segment would be folded away, and the request go to another endpoint.
    if (/^(\.{0,2}|\[object .*)$/.test(value)) throw misfit(name, `"${value}"`, "an id");
    return encodeURIComponent(value);
  });
  return baseUrl.replace(/\/$/, "") + path + (query ? `?${query}` : "");
}

type PathValues = Readonly<Record<string, string | number | boolean | null | undefined>>;
