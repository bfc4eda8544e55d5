import { misfit } from "./body.ts";

/** What the URL of a request is made of, in OpenAPI's terms. */
export interface UrlParameters {
  readonly path?: object | undefined;
  /** Percent-encoded already. */
  readonly query?: string | undefined;
}

/** What of it all requests share. */
export interface UrlBase {
  readonly baseUrl: string;
  readonly query?: Values | undefined;
}

/** Throws a TypeError for a parameter that can't stand in a path. */
export function requestUrl(base: UrlBase, template: string, parameters: UrlParameters): string {
  const { path: values, query } = parameters;
  const path = template.replace(/{(.+?)}/g, (_, name: string) => {
    const value = String((values as Values | undefined)?.[name] ?? "");
    // A dot segment would be folded away, and the request go to another endpoint.
    if (/^(\.{0,2}|\[object .*)$/.test(value)) throw misfit(name, `"${value}"`, "an id");
    return encodeURIComponent(value);
  });
  const all = [query ?? "", ...shared(base.query, query)].filter(Boolean).join("&");
  return base.baseUrl.replace(/\/$/, "") + path + (all && `?${all}`);
}

/** What goes into every query, but for parameters that this one has. */
function shared(values: Values = {}, query = ""): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const start = `${encodeURIComponent(name)}=`;
    return value == null || `&${query}`.includes(`&${start}`)
      ? []
      : start + encodeURIComponent(value);
  });
}

type Values = Readonly<Record<string, string | number | boolean | null | undefined>>;
