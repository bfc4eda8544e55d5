import { binary, wantedBinary } from "./binary.ts";
import { encoded, kindOf, invalid, toText, utf8, type Encoder, type Segment } from "./body.ts";

/** How the API's document has one field of a form encoded. */
export interface FieldEncoding {
  /** "auto" goes by the value: bytes, other objects, and the rest as text. */
  readonly kind: "binary" | "text" | "json" | "auto";
  /** The field's media type. @default none for text, "application/json" for json; for binary see `NamedBinary` */
  readonly contentType?: string | undefined;
  /** Whether the value is a list, sent as one field per item. @default false */
  readonly array?: boolean | undefined;
  /** @default false */
  readonly required?: boolean | undefined;
}

/** The fields of a form by name, in the order in which they are sent. */
export type FieldEncodings = Readonly<Record<string, FieldEncoding>>;

/** The encoder for `multipart/form-data` (RFC 7578). Fields that the document does not declare come last. */
export function multipart(encodings: FieldEncodings): Encoder {
  return (body) => {
    if (Object(body) !== body || Symbol.iterator in (body as object)) {
      throw invalid("body", kindOf(body), "an object");
    }
    const boundary = randomBoundary();
    const segments: Segment[] = [];
    let text = "";
    for (const { name, headers, content } of items(encodings, body as object)) {
      text += `--${boundary}\r\nContent-Disposition: form-data; name="${escape(name)}"${headers}\r\n\r\n`;
      // As it is: browsers turn the newlines of text into CRLF, which changes the data.
      if (typeof content === "string") text += content;
      else {
        segments.push(utf8(text), content);
        text = "";
      }
      text += "\r\n";
    }
    segments.push(utf8(`${text}--${boundary}--\r\n`));
    return encoded(`multipart/form-data; boundary=${boundary}`, segments);
  };
}

/** Text that no content holds by chance. */
function randomBoundary(): string {
  const { crypto } = globalThis as { crypto?: Crypto };
  if (crypto) return crypto.getRandomValues(new Uint32Array(4)).join("");
  // Node can be started without this global, and React Native has none.
  return Array.from({ length: 4 }, () => String(Math.random()).slice(2)).join("");
}

/** What is sent between two boundaries. */
interface Item {
  readonly name: string;
  /** What follows the name. */
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

/** What a field of each kind takes, for error messages, and how its text is made: undefined for what it can't take. */
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

/** Undefined for what JSON has no word for: it would make null of NaN and of an invalid date. */
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
