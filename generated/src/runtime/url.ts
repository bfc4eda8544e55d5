// Hand-written. Copied from generator/runtime/url.ts; edit it there.
import { invalid, numberOrKind, toText } from "./body.ts";

/** Fills in the path parameters of a URL. Throws a TypeError for one that can't be part of a path. */
export function plainPath(url: string, values: Readonly<Record<string, unknown>>): string {
  return fillPath(url, (name) => plainText(name, values[name]));
}

/** A value encoded for a URL. Throws a TypeError for one that can't be written as text. */
export function plainText(name: string, value: unknown): string {
  const text = toText(value);
  if (text !== undefined) return encodeURIComponent(text);
  throw invalid(name, numberOrKind(value), "an id");
}

/** Replaces each `{name}`. Throws a TypeError for text that isn't exactly one segment of the path. */
export function fillPath(url: string, textOf: (name: string) => string): string {
  return url.replace(/{(.+?)}/g, (_, name: string) => {
    const text = encoded(name, textOf);
    // URLs drop dot segments, and the request would go to another endpoint.
    if (/^\.{0,2}$/.test(text)) throw invalid(name, `"${text}"`, "an id");
    return text;
  });
}

function encoded(name: string, textOf: (name: string) => string): string {
  try {
    return textOf(name);
  } catch (error) {
    if ((error as Error).name !== "URIError") throw error;
    throw invalid(name, "text with a lone surrogate", "an id");
  }
}

/** A URL with the client's query parameters, except those it already has. */
export function withQuery(url: string, values: Values = {}): string {
  const [, query = ""] = /\?(.*)/s.exec(url) ?? [];
  const shared = Object.entries(values).flatMap(([name, value]) => {
    const start = `${encodeURIComponent(name)}=`;
    return value == null || `&${query}`.includes(`&${start}`)
      ? []
      : start + encodeURIComponent(value);
  });
  return shared.length > 0 ? `${url}${query ? "&" : "?"}${shared.join("&")}` : url;
}

type Values = Readonly<Record<string, string | number | boolean | null | undefined>>;
