import { isJsonType } from "./response.ts";
import { pairsOf, type ParameterStyles } from "./style.ts";

/**
 * The query of a URL, without the question mark; "" if there are no parameters. Everything but the commas between values
 * is percent-encoded (RFC 3986).
 */
export function queryString(params: object | undefined, styles: ParameterStyles = {}): string {
  return pairsOf(params, styles)
    .map(({ name, values, delimiter }) => {
      const text = values
        .map(encodeURIComponent)
        .join(delimiter === "," ? "," : encodeURIComponent(delimiter));
      return `${encodeURIComponent(name)}=${text}`;
    })
    .join("&");
}

/** Of a parameter whose value is the whole query, written as its media type says. Percent-encoded as a whole. */
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
