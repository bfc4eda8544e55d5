import { pairsOf, type ParameterStyles } from "./style.ts";

/**
 * The query of a URL, without the question mark; "" when nothing is given. All is percent-encoded (RFC 3986) but the
 * commas between values.
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

/** As `queryString`, for parameters that are written in a style. */
export function styledQuery(styles: ParameterStyles): (params: object) => string {
  return (params) => queryString(params, styles);
}
