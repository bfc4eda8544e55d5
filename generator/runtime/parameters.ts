import { invalid } from "./body.ts";
import { serializeArrayParam, serializeObjectParam } from "./openapi-fetch.ts";
import { entriesOf, pairsOf, textOf, type ParameterStyle, type ParameterStyles } from "./style.ts";
import { fillPath, plainText } from "./url.ts";

/** The properties with these names, for example a call's query parameters among all its parameters. */
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

/** Header parameters as text, where some are arrays or objects. Keeps the document's type, for openapi-fetch. */
export function headers<T extends object>(params: T, styles: ParameterStyles): T {
  const texts = entriesOf(params).map(([name, value]) => {
    const { explode, contentType } = styles[name] ?? {};
    if (contentType) return [name, inAscii(JSON.stringify(value))];
    if (typeof value !== "object" || !value) return [name, String(value)];
    const isList = Array.isArray(value);
    const items = entriesOf(value).map(([key, item]) =>
      isList ? textOf(item) : `${key}${explode ? "=" : ","}${textOf(item)}`,
    );
    return [name, items.join(",")];
  });
  return Object.fromEntries(texts) as T;
}

/** JSON as a header may hold it. */
function inAscii(json: string): string {
  return json.replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * The header with the cookie parameters; empty if there are none. Browsers ignore it and send their own cookies. Throws a
 * TypeError for a `;` in what is not encoded, after which the server would read another cookie.
 */
export function cookies(
  params: object | undefined,
  styles: ParameterStyles = {},
): { cookie?: string } {
  const pairs = pairsOf(params, styles).map(({ name, values, delimiter, isRaw }) => {
    const pair = `${name}=${values.map(isRaw ? String : encodeURIComponent).join(delimiter)}`;
    if (pair.includes(";"))
      throw invalid(name, 'text with ";"', 'encoded, since ";" ends a cookie');
    return pair;
  });
  return pairs.length > 0 ? { cookie: pairs.join("; ") } : {};
}

/** Fills in path parameters that are arrays, objects or have a style. Throws what `plainPath` throws. */
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
  // Only path styles occur here.
  const options = { style: style as "label" | "matrix" | "simple", explode };
  // What is missing must not become the text "undefined".
  if (contentType) return value === undefined ? "" : encodeURIComponent(JSON.stringify(value));
  if (Array.isArray(value)) return serializeArrayParam(name, value.map(textOf), options);
  if (typeof value === "object" && value) {
    // serializeObjectParam doesn't encode keys.
    const entries = entriesOf(value).map(
      ([key, item]) => [encodeURIComponent(key), textOf(item)] as const,
    );
    return serializeObjectParam(name, Object.fromEntries(entries), options);
  }
  const text = plainText(name, value);
  if (text === "" || style === "simple") return text;
  return style === "label" ? `.${text}` : `;${name}=${text}`;
}
