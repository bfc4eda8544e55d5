import { invalid, kindOf, type Encoder } from "./body.ts";
import { multipart, type FieldEncoding } from "./multipart.ts";

/**
 * The encoder for a list as a multipart body other than a form, such as `multipart/mixed`: one part per item. Part names
 * mean nothing there; ours tell which item an error is about.
 *
 * @param first How the first items are encoded.
 * @param rest How those after them are.
 */
export function multipartList(
  first: readonly FieldEncoding[],
  rest: FieldEncoding,
  type: string,
): Encoder {
  return (body) => {
    if (!Array.isArray(body)) throw invalid("body", kindOf(body), "an array");
    const parts = Array.from(body as unknown[], (item, index) => {
      const encoding = { ...(first[index] ?? rest), required: true };
      return [`body[${index}]`, item, encoding] as const;
    });
    const encodings = parts.map(([name, , encoding]) => [name, encoding] as const);
    return multipart(
      Object.fromEntries(encodings),
      type,
    )(Object.fromEntries(parts.map(([name, item]) => [name, item])));
  };
}
