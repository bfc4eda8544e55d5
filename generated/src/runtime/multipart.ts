// Hand-written. Copied from generator/runtime/multipart.ts; edit it there.
import { binary, wantedBinary } from "./binary.ts";
import { encoded, kindOf, invalid, toText, utf8, type Encoder, type Segment } from "./body.ts";

/** How the API's document encodes one field of a form. */
export interface FieldEncoding {
  /** "auto" depends on the value: binary for bytes, JSON for other objects, text for the rest. */
  readonly kind: "binary" | "text" | "json" | "auto";
  /** The field's media type. @default none for text, "application/json" for json; for binary see `NamedBinary` */
  readonly contentType?: string | undefined;
  /** Whether the value is an array, sent as one field per item. @default false */
  readonly array?: boolean | undefined;
  /** @default false */
  readonly required?: boolean | undefined;
}

/** The fields of a form by name, in the order in which they are sent. */
export type FieldEncodings = Readonly<Record<string, FieldEncoding>>;

/**
 * The encoder for `multipart/form-data` (RFC 7578), or another multipart type. Fields that the document doesn't declare
 * come last. The parts of any multipart type get the headers of a form's: servers read the names from them.
 */
export function multipart(encodings: FieldEncodings, type = "multipart/form-data"): Encoder {
  return (body) => {
    if (Object(body) !== body || Symbol.iterator in (body as object)) {
      throw invalid("body", kindOf(body), "an object");
    }
    const boundary = randomBoundary();
    const segments: Segment[] = [];
    let text = "";
    for (const { name, headers, content } of items(encodings, body as object)) {
      text += `--${boundary}\r\nContent-Disposition: form-data; name="${escape(name)}"${headers}\r\n\r\n`;
      // Unchanged: browsers convert newlines to CRLF, which alters the data.
      if (typeof content === "string") text += content;
      else {
        segments.push(utf8(text), content);
        text = "";
      }
      text += "\r\n";
    }
    segments.push(utf8(`${text}--${boundary}--\r\n`));
    return encoded(`${type}; boundary=${boundary}`, segments);
  };
}

/** A text that no content contains by chance. */
function randomBoundary(): string {
  const { crypto } = globalThis as { crypto?: Crypto };
  if (crypto) return crypto.getRandomValues(new Uint32Array(4)).join("");
  // Node can be started without this global, and React Native doesn't have it.
  return Array.from({ length: 4 }, () => String(Math.random()).slice(2)).join("");
}

/** The content between two boundaries. */
interface Item {
  readonly name: string;
  /** The rest of the headers, after the name. */
  readonly headers: string;
  readonly content: string | Segment;
}

function* items(encodings: FieldEncodings, body: object): Generator<Item> {
  // A Map, since a field may be called "constructor".
  const declared = new Map(Object.entries(encodings));
  for (const [name, given] of Object.entries<unknown>({ ...encodings, ...body })) {
    const encoding = declared.get(name) ?? { kind: "auto", array: Array.isArray(given) };
    const value = given === encoding ? undefined : given;
    if (value === undefined && !encoding.required) continue;
    if (!encoding.array) yield { name, ...encode(name, value, encoding) };
    else if (!Array.isArray(value)) throw invalid(name, kindOf(value), "an array");
    else
      for (const index of value.keys())
        yield { name, ...encode(`${name}[${index}]`, value[index], encoding) };
  }
}

/** For each kind of field: what it accepts, for error messages, and how to convert a value to text, undefined if it can't be. */
const kinds = {
  binary: [wantedBinary, () => undefined],
  text: ["a string, finite number or boolean", toText],
  json: ["a value that JSON can hold", toJson],
} as const;

function encode(label: string, value: unknown, encoding: FieldEncoding): Omit<Item, "name"> {
  let { kind, contentType } = encoding;
  const part = binary(label, value, contentType);
  if (kind === "auto") kind = part ? "binary" : Object(value) === value ? "json" : "text";
  const [wanted, textOf] = kinds[kind];
  let content: string | Segment | undefined = part ? undefined : textOf(value);
  let filename = "";
  if (kind === "json") contentType ??= "application/json";
  if (kind === "binary" && part) {
    filename = `; filename="${escape(part.filename)}"`;
    ({ contentType, segment: content } = part);
  }
  if (content === undefined) throw invalid(label, kindOf(value), wanted);
  return { headers: filename + (contentType ? `\r\nContent-Type: ${contentType}` : ""), content };
}

/** Undefined for values that JSON can't express: it would turn NaN and invalid dates into null. */
function toJson(value: unknown): string | undefined {
  try {
    const json: string | undefined = JSON.stringify(value);
    return json === "null" && value !== null ? undefined : json;
  } catch {
    return undefined;
  }
}

/** As the HTML standard escapes names in forms. */
function escape(name: string): string {
  return name.replace(/["\r\n]/g, encodeURIComponent);
}
