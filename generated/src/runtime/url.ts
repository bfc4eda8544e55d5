// Hand-written. Copied from generator/runtime/url.ts; edit it there.
import { misfit } from "./body.ts";

/** Puts the parameters of a path into a URL. Throws a TypeError for one that can't stand in a path. */
export function plainPath(url: string, values: Readonly<Record<string, unknown>>): string {
  return fillPath(url, (name) => encodeURIComponent(String(values[name] ?? "")));
}

/** Replaces each `{name}`. Throws a TypeError for text that would not be one segment of the path. */
export function fillPath(url: string, textOf: (name: string) => string): string {
  return url.replace(/{(.+?)}/g, (_, name: string) => {
    const text = textOf(name);
    // A dot segment would be folded away, and the request go to another endpoint.
    if (/^\.{0,2}$/.test(text)) throw misfit(name, `"${text}"`, "an id");
    return text;
  });
}
