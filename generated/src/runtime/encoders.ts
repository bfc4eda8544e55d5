// Hand-written. Copied from generator/runtime/encoders.ts; edit it there.
import { binary, isBinary } from "./binary.ts";
import { encoded, json, kindOf, type Encoder } from "./body.ts";

/** An encoder for a body that may be left out: nothing is sent then. */
export function optional(encode: Encoder): Encoder {
  return (body) => (body === undefined ? undefined : encode(body));
}

/** The encoder for JSON of a media type of its own, such as `application/merge-patch+json`. */
export function jsonAs(contentType: string): Encoder {
  return (body) => ({ ...json(body), contentType });
}

/** The encoder for `application/x-www-form-urlencoded`: list items repeat their field, objects are written as JSON. */
export const formUrlEncoded: Encoder = (body) => {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(Object(body) as Record<string, unknown>)) {
    for (const item of [value].flat()) {
      if (item !== undefined) form.append(name, formText(name, item));
    }
  }
  return encoded("application/x-www-form-urlencoded", [new TextEncoder().encode(form.toString())]);
};

/** The encoder for a body that is sent as it is: bytes in any form, or text as UTF-8. */
export function raw(contentType: string): Encoder {
  return (body) => {
    if (typeof body === "string") return encoded(contentType, [new TextEncoder().encode(body)]);
    if (!isBinary(body))
      throw new TypeError(
        `body: ${kindOf(body)} given; give text, a Blob, bytes or a stream of bytes`,
      );
    const part = binary("body", body, contentType);
    return encoded(part.contentType, [part.segment]);
  };
}

function formText(name: string, value: unknown): string {
  if (typeof value === "object" && value !== null && !isBinary(value)) return JSON.stringify(value);
  if (["string", "bigint", "boolean"].includes(typeof value) || Number.isFinite(value))
    return String(value);
  throw new TypeError(
    `${name}: ${kindOf(value)} given; give a string, finite number, boolean, list or object`,
  );
}
