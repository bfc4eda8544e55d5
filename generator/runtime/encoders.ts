import { binary, isBinary, toBinary } from "./binary.ts";
import { encoded, json, kindOf, invalid, toText, utf8, type Encoder } from "./body.ts";
import { pairsOf, type ParameterStyle, type ParameterStyles } from "./style.ts";

/** The encoder for JSON with another media type, such as `application/merge-patch+json`. */
export function jsonAs(contentType: string): Encoder {
  return (body) => ({ ...json(body), contentType });
}

/** The encoder for `application/x-www-form-urlencoded`: each item of an array is a field, objects are written as JSON. */
export const formUrlEncoded: Encoder = (body) => {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(Object(body) as Record<string, unknown>)) {
    for (const item of [value].flat()) {
      if (item !== undefined) form.append(name, formText(name, item));
    }
  }
  return encoded("application/x-www-form-urlencoded", [utf8(form.toString())]);
};

/** The encoder for a form in which some fields have a style: they come last, named as the style says. */
export function styled(encode: Encoder, styles: ParameterStyles): Encoder {
  return (body) => encode(isRecord(body) ? inStyle(body, new Map(Object.entries(styles))) : body);
}

function inStyle(body: Record<string, unknown>, styles: Map<string, ParameterStyle>): object {
  const fields = new Map(Object.entries(body));
  const texts = new Map<string, string[]>();
  for (const [name, style] of styles) {
    for (const pair of pairsOf({ [name]: fields.get(name) }, { [name]: style }))
      texts.set(pair.name, [...(texts.get(pair.name) ?? []), pair.values.join(pair.delimiter)]);
    fields.delete(name);
  }
  return Object.fromEntries([...fields, ...texts]);
}

/** Whether it is an object of fields. The encoder rejects anything else. */
function isRecord(body: unknown): body is Record<string, unknown> {
  return typeof body === "object" && body !== null && !(Symbol.iterator in body);
}

/**
 * The encoder for a body that is JSON, or whose fields with these names are. Throws a TypeError for bytes in it, of which
 * JSON would make `{}`.
 */
export function textOnly(encode: Encoder, ...fields: readonly string[]): Encoder {
  return (body) => {
    if (fields.length === 0) refuseBytes("body", body);
    for (const name of fields) refuseBytes(name, (Object(body) as Record<string, unknown>)[name]);
    return encode(body);
  };
}

function refuseBytes(label: string, value: unknown): void {
  if (binary(label, value)) throw invalid(label, kindOf(value), "text, since it is sent as JSON");
  if (typeof value !== "object" || !value) return;
  for (const [key, item] of Object.entries(value))
    refuseBytes(Array.isArray(value) ? `${label}[${key}]` : `${label}.${key}`, item);
}

/** The encoder for a body that is sent unchanged: bytes in any form, or text as UTF-8. */
export function raw(contentType: string): Encoder {
  return (body) => {
    if (typeof body === "string") return encoded(contentType, [utf8(body)]);
    const part = toBinary("body", body, contentType);
    return encoded(part.contentType, [part.segment]);
  };
}

function formText(name: string, value: unknown): string {
  const isObject = typeof value === "object" && value !== null && !isBinary(value);
  const text = isObject ? JSON.stringify(value) : toText(value);
  if (text !== undefined) return text;
  throw invalid(name, kindOf(value), "a string, finite number, boolean, array or object");
}
