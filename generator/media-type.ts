/*
 * What every stage asks of a media type: in either case, and whatever parameters follow it (RFC 9110, section 8.3.1).
 */

/** `application/json` of `Application/JSON; charset=utf-8`. */
function withoutParameters(mediaType: string): string {
  return mediaType.replace(/;.*$/s, "").trim().toLowerCase();
}

/** JSON itself, or something written in it, such as `application/problem+json`; not lists of it, such as `application/jsonl`. */
export function isJson(mediaType: string): boolean {
  return /[/+]json$/.test(withoutParameters(mediaType));
}

export function isXml(mediaType: string): boolean {
  return /[/+]xml$/.test(withoutParameters(mediaType));
}

/** What is written otherwise is no media type to openapi-fetch, whose types look past it. */
export function isMediaType(text: string): boolean {
  return text.includes("/");
}

/** Items that follow one another, each of which can be read as soon as it is there (OpenAPI 3.2, section 4.14.3). */
export function isSequence(mediaType: string): boolean {
  const name = withoutParameters(mediaType);
  return /^(?:text\/event-stream|application\/(?:x-)?(?:jsonl|ndjson|jsonlines))$|[/+]json-seq$/.test(
    name,
  );
}

/** It only says what is allowed, as `image/*` does: nothing can be sent as the type of anything. */
export function isRange(mediaType: string): boolean {
  return mediaType.includes("*");
}

/**
 * What the client makes of a response; `by type`: whatever the response says that it is; `text by type`: the same, as text.
 */
export type Decoding = "json" | "text" | "blob" | "stream" | "by type" | "text by type" | "items";

/** What a media type alone tells: items need a schema. */
export function decodingOf(mediaType: string): Exclude<Decoding, "items"> {
  if (isJson(mediaType)) return "json";
  if (/^(?:\*|application)\/.*\*/.test(mediaType)) return "by type";
  const name = withoutParameters(mediaType);
  if (name === "text/event-stream") return "stream";
  return name.startsWith("text/") ? "text" : "blob";
}

/**
 * How bodies are encoded: the first that fits their media type, each by a function of the runtime. One that takes only the
 * media type needs an entry here, and nothing else in the generator.
 */
const encodings = {
  json: { encoder: "jsonAs", fits: isJson },
  multipart: { encoder: "multipart", fits: isMultipart },
  form: { encoder: "formUrlEncoded", fits: named("application/x-www-form-urlencoded") },
  // Bytes, or text.
  raw: { encoder: "raw", fits: () => true },
} as const;

/**
 * The media type of a multipart body that is no form; undefined for a form, or where any will do.
 *
 * @param root That of its first part, which `multipart/related` has to tell (RFC 2387).
 */
export function multipartType(mediaType: string, root: string): string | undefined {
  const name = withoutParameters(mediaType);
  if (name === "multipart/form-data" || isRange(name)) return undefined;
  return name === "multipart/related" ? `${name}; type=${JSON.stringify(root)}` : name;
}

export type EncodingKind = keyof typeof encodings;
/** A function of the runtime that encodes bodies, or makes one that does. */
export type Encoder = (typeof encodings)[EncodingKind]["encoder"];

export function encodingOf(mediaType: string): EncodingKind {
  const kinds = Object.keys(encodings) as EncodingKind[];
  return kinds.find((kind) => encodings[kind].fits(mediaType)) ?? "raw";
}

export function encoderOf(kind: EncodingKind): Encoder {
  return encodings[kind].encoder;
}

export const encoders: readonly Encoder[] = Object.values(encodings).map(({ encoder }) => encoder);

/** Also one of another kind than forms: its parts are built in the same way (RFC 2046). */
function isMultipart(mediaType: string): boolean {
  return withoutParameters(mediaType).startsWith("multipart/");
}

function named(name: string): (mediaType: string) => boolean {
  return (mediaType) => withoutParameters(mediaType) === name;
}
