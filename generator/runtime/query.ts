import { isJsonType } from "./response.ts";
import { pairsOf, type Pair, type ParameterStyles } from "./style.ts";

/**
 * The query of a URL, without the question mark; "" if there are no parameters. Everything but the commas between values
 * is percent-encoded (RFC 3986).
 */
export function queryString(
  params: object | undefined,
  styles: ParameterStyles = {},
  encode: (text: string, pair: Pair) => string = encodeURIComponent,
): string {
  return pairsOf(params, styles)
    .map((pair) => {
      const { name, values, delimiter = "," } = pair;
      const text = values
        .map((value) => encode(value, pair))
        .join(delimiter === "," ? "," : encodeURIComponent(delimiter));
      return `${encodeURIComponent(name)}=${text}`;
    })
    .join("&");
}

/** For a parameter whose value is the whole query, written in its media type and percent-encoded as a whole. */
export function wholeQuery(name: string, mediaType: string): (params: object) => string {
  return (params) => {
    const { [name]: value } = params as Readonly<Record<string, unknown>>;
    if (value == null) return "";
    if (/^application\/x-www-form-urlencoded/i.test(mediaType) && typeof value === "object")
      return queryString(value);
    const isText = typeof value === "string" && !isJsonType(mediaType);
    return encodeURIComponent(isText ? value : JSON.stringify(value));
  };
}

/** Like `queryString`, for parameters with a style. */
export function styledQuery(styles: ParameterStyles): (params: object) => string {
  return (params) => queryString(params, styles);
}

/**
 * Like `styledQuery`, where some parameters allow reserved characters. Of theirs, `:/@!$'()*,;=` are sent as they are, and so
 * is what is percent-encoded already (RFC 6570, section 3.2.3). `&`, `#`, `?` and `+` are not, since they would end the value, the
 * query or its path, or be read as a space; neither are brackets, which no query may have (RFC 3986), nor commas within a list.
 */
export function reservedQuery(styles: ParameterStyles): (params: object) => string {
  return (params) => queryString(params, styles, encodeUnreserved);
}

function encodeUnreserved(text: string, { allowReserved, delimiter }: Pair): string {
  const encoded = encodeURIComponent(text);
  if (!allowReserved) return encoded;
  return encoded.replace(/%(?:25(?=[\da-f]{2})|2[4CF]|3[ABD]|40)/gi, (code) =>
    code === "%2C" && delimiter ? code : decodeURIComponent(code),
  );
}
