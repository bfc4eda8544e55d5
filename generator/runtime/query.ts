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

/** Like `queryString`, for parameters with a style. */
export function styledQuery(styles: ParameterStyles): (params: object) => string {
  return (params) => queryString(params, styles);
}
