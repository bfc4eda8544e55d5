import { serializeArrayParam, serializeObjectParam } from "./openapi-fetch.ts";
import { entriesOf, pairsOf, textOf, type ParameterStyle, type ParameterStyles } from "./style.ts";
import { fillPath } from "./url.ts";

/** The properties of these names, as far as they are there: the share of a call's parameters that one place takes. */
export function pick<T extends object, Name extends keyof T>(
  params: T,
  ...names: Name[]
): Pick<T, Name> {
  const picked = new Set(names.map(String));
  return Object.fromEntries(Object.entries(params).filter(([name]) => picked.has(name))) as Pick<
    T,
    Name
  >;
}

/** Header parameters as text, where some are lists or objects. The type stays the document's, for openapi-fetch. */
export function headers<T extends object>(params: T, styles: ParameterStyles): T {
  const texts = entriesOf(params).map(([name, value]) => {
    const { explode, contentType } = styles[name] ?? {};
    if (contentType) return [name, JSON.stringify(value)];
    if (typeof value !== "object" || !value) return [name, String(value)];
    const isList = Array.isArray(value);
    const items = entriesOf(value).map(([key, item]) =>
      isList ? textOf(item) : `${key}${explode ? "=" : ","}${textOf(item)}`,
    );
    return [name, items.join(",")];
  });
  return Object.fromEntries(texts) as T;
}

/**
 * The header that carries cookie parameters; none when all are left out. Browsers send their own cookies and ignore
 * it.
 */
export function cookies(
  params: object | undefined,
  styles: ParameterStyles = {},
): { cookie?: string } {
  const pairs = pairsOf(params, styles).map(
    ({ name, values, delimiter }) => `${name}=${values.map(encodeURIComponent).join(delimiter)}`,
  );
  return pairs.length > 0 ? { cookie: pairs.join("; ") } : {};
}

/** Puts parameters of a path into a URL that are lists, objects or in a style of their own. Throws like `plainPath`. */
export function styledPath(
  styles: ParameterStyles,
): (url: string, values: Readonly<Record<string, unknown>>) => string {
  return (url, values) => fillPath(url, (name) => pathText(name, values[name], styles[name] ?? {}));
}

function pathText(
  name: string,
  value: unknown,
  { style = "simple", explode = false, contentType }: ParameterStyle,
): string {
  // These two take style and explode as declared; the styles of queries never come here.
  const options = { style: style as "label" | "matrix" | "simple", explode };
  if (!contentType && Array.isArray(value))
    return serializeArrayParam(name, value.map(textOf), options);
  if (!contentType && typeof value === "object" && value) {
    // The keys would go in as they are.
    const entries = entriesOf(value).map(
      ([key, item]) => [encodeURIComponent(key), textOf(item)] as const,
    );
    return serializeObjectParam(name, Object.fromEntries(entries), options);
  }
  const text = encodeURIComponent(textOf(value ?? ""));
  if (text === "" || style === "simple") return text;
  return style === "label" ? `.${text}` : `;${name}=${text}`;
}
