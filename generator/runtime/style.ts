/** How an array or object is written as text: OpenAPI's `style` and `explode`, or the media type of its `content`. */
export interface ParameterStyle {
  /** @default "form"; in paths and headers "simple" */
  readonly style?:
    | "cookie"
    | "deepObject"
    | "form"
    | "label"
    | "matrix"
    | "pipeDelimited"
    | "simple"
    | "spaceDelimited"
    | undefined;
  /** Whether each item or property is a parameter of its own. @default true for "form" and "cookie", false for others */
  readonly explode?: boolean | undefined;
  /** If set, any value is written as JSON of this media type. */
  readonly contentType?: string | undefined;
  /** For a query parameter: whether reserved characters are sent as they are, as far as a query can hold them. @default false */
  readonly allowReserved?: boolean | undefined;
}

/** Styles by the name of the parameter or field. Others have OpenAPI's default style. */
export type ParameterStyles = Readonly<Record<string, ParameterStyle>>;

/** One `name=value`, whose value consists of parts with a delimiter between them. Not encoded yet. */
export interface Pair {
  readonly name: string;
  readonly values: readonly string[];
  /** Undefined for a value that is no list. */
  readonly delimiter: string | undefined;
  readonly allowReserved: boolean | undefined;
  /** Whether it is sent as it is: OpenAPI's style "cookie" leaves all encoding to the caller. */
  readonly isRaw: boolean;
}

/** Parameters as pairs, in order. Undefined and null are left out at any depth. */
export function pairsOf(params: object | undefined, styles: ParameterStyles): Pair[] {
  return entriesOf(params ?? {}).flatMap(([name, value]) => pairs(name, value, styles[name] ?? {}));
}

/** The entries of an object that aren't undefined or null. */
export function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item != null);
}

/** A value as text; JSON for a nested object, for which styles define no form. */
export function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : `${value as Plain}`;
}

type Plain = string | number | boolean | bigint;

function pairs(
  name: string,
  value: unknown,
  {
    style = "form",
    explode = style === "form" || style === "cookie",
    contentType,
    allowReserved,
  }: ParameterStyle,
): Pair[] {
  const pair = (key: string, given: unknown[], delimiter?: string): Pair => ({
    name: key,
    values: given.map(textOf),
    delimiter,
    allowReserved,
    isRaw: style === "cookie",
  });
  if (contentType) return [pair(name, [JSON.stringify(value)])];
  if (typeof value !== "object" || !value) return [pair(name, [value])];
  const entries = entriesOf(value);
  if (style === "deepObject")
    return entries.flatMap(([key, item]) =>
      pairs(`${name}[${key}]`, item, { style, allowReserved }),
    );
  const isList = Array.isArray(value);
  if (explode) return entries.map(([key, item]) => pair(isList ? name : key, [item]));
  const given = entries.flatMap(([key, item]) => (isList ? [item] : [key, item]));
  return given.length > 0 ? [pair(name, given, delimiters[style] ?? ",")] : [];
}

const delimiters: Partial<Record<NonNullable<ParameterStyle["style"]>, string>> = {
  pipeDelimited: "|",
  spaceDelimited: " ",
};
