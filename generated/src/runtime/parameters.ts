// Hand-written. Copied from generator/runtime/parameters.ts; edit it there.
import { serializeArrayParam, serializeObjectParam } from "openapi-fetch";
import { misfit } from "./body.ts";
import { entriesOf, pairsOf, textOf, type ParameterStyle, type ParameterStyles } from "./style.ts";

/** The properties of these names, as far as they are there: the share of a call's parameters that one place takes. */
export function pick(params: object | undefined, ...names: string[]): Record<string, unknown> {
  const entries = Object.entries(params ?? {});
  return Object.fromEntries(entries.filter(([name]) => names.includes(name)));
}

/** Header parameters as text, where some are lists or objects. */
export function headers(
  params: object | undefined,
  styles: ParameterStyles,
): Record<string, string> {
  const texts = entriesOf(params ?? {}).map(([name, value]) => {
    const { explode, contentType } = styles[name] ?? {};
    if (contentType) return [name, JSON.stringify(value)];
    if (typeof value !== "object" || !value) return [name, String(value)];
    const isList = Array.isArray(value);
    const items = entriesOf(value).map(([key, item]) =>
      isList ? textOf(item) : `${key}${explode ? "=" : ","}${textOf(item)}`,
    );
    return [name, items.join(",")];
  });
  return Object.fromEntries(texts) as Record<string, string>;
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

/**
 * A path whose parameters are lists, objects or in a style of their own. Throws a TypeError for a parameter that
 * can't stand in a path.
 */
export function expandPath(
  template: string,
  values: Readonly<Record<string, unknown>>,
  styles: ParameterStyles,
): string {
  return template.replace(/{(.+?)}/g, (_, name: string) => {
    const text = pathText(name, values[name], styles[name] ?? {});
    // A dot segment would be folded away, and the request go to another endpoint.
    if (/^\.{0,2}$/.test(text)) throw misfit(name, `"${text}"`, "a value");
    return text;
  });
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
