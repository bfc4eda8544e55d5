import { closest, distance } from "fastest-levenshtein";
import { quoted } from "../text.ts";
import { isObject, type JsonObject } from "../json.ts";
import { isMediaType } from "../media-type.ts";
import type { Scalar, Structure } from "./structure-tables.ts";

/** What a value may be that is no object of OpenAPI's. */
type Values = Pick<Scalar, "type" | "enum" | "items">;

/** Something that the specification has otherwise. */
export interface Mistake {
  /** Unescaped keys that lead to it. */
  readonly path: readonly string[];
  readonly problem: string;
  readonly remedy: string;
  /** No types can be made of it. */
  readonly isFatal: boolean;
}

/** A value, and the object that it is a field of. */
export interface Place {
  readonly value: unknown;
  readonly path: readonly string[];
  readonly owner: Structure;
}

/** Those that types are made of. */
const typed =
  /^(?:Callback|Header|MediaType|Named|Operation|Param|Path|RequestBody|Response|Schema|Webhook)/;

/** The mistake of a value that should be an object, a list or a map of OpenAPI's, but is something else. */
export function otherKind(place: Place, wanted: Structure): Mistake {
  const { owner, value } = place;
  // In YAML, a field with nothing after it is null: treated like a missing field.
  const isEmpty = value === null && isFieldsOnly(owner) && wanted.name !== "Schema";
  // Elysia writes `content: { type: "void" }` of a response without content.
  const isNoContent = wanted.name === "MediaType" && !isMediaType(place.path.at(-1) ?? "");
  const kind = wanted.items === undefined ? "object" : "array";
  const isFatal = typed.test(wanted.name) && !isEmpty && !isNoContent;
  return { ...notOf(kind, place), isFatal };
}

/** Neither a list nor a map with free keys. */
export function isFieldsOnly({ items, additionalProperties }: Structure): boolean {
  return items === undefined && additionalProperties === undefined;
}

function notOf(kind: string, place: Place): Mistake {
  const wanted = `${/^[aio]/.test(kind) ? "an" : "a"} ${kind}`;
  const problem = `is ${shown(place.value)}, not ${wanted}`;
  return { path: place.path, problem, remedy: remedyOf(place, kind), isFatal: false };
}

function remedyOf({ value, path, owner }: Place, kind: string): string {
  if (owner.name === "Schema" && path.at(-1) === "required")
    return "List the properties that an object must have: required: [id, name].";
  const isPlain = typeof value === "number" || typeof value === "boolean";
  return kind === "string" && isPlain
    ? `Put it in quotes: ${quoted(String(value))}.`
    : `Write ${/^[aio]/.test(kind) ? "an" : "a"} ${kind} there.`;
}

/** Those that a client is made of: others are none of its business. */
const neededFields = new Set(["in", "name", "propertyName", "responses", "scheme", "type", "url"]);
const needing = new Set(["Discriminator", "Operation", "Parameter", "SecurityScheme", "Server"]);

export function missingFields(value: JsonObject, { path, owner }: Place): Mistake[] {
  if (!needing.has(owner.name)) return [];
  const required =
    typeof owner.required === "function" ? owner.required(value, path.at(-1)) : owner.required;
  return (required ?? [])
    .filter((name) => neededFields.has(name) && !Object.hasOwn(value, name))
    .map((name) => ({
      path,
      problem: `has no ${quoted(name)}, without which it means nothing`,
      remedy: "Add it.",
      isFatal: false,
    }));
}

/** A field that its object does not have. */
export function unknownField({ value, path, owner }: Place): Mistake {
  const name = path.at(-1) ?? "";
  const words = ["$ref", ...Object.keys(owner.properties)];
  return {
    path,
    problem: `no field of the ${owner.name} Object is called ${quoted(name)}`,
    remedy: remedies[owner.name] ?? meant(name, words, nothingComesOfIt),
    // Types are made of all that looks like a response.
    isFatal: owner.name === "Responses" && !isObject(value),
  };
}

const nothingComesOfIt = "Nothing comes of it: remove it, or give it a name that begins with x-.";

const remedies: Record<string, string> = {
  Paths: "A path begins with a slash.",
  Responses: 'Name a status, such as "200" or "4XX", or default.',
};

function meant(word: string, words: readonly string[], otherwise: string): string {
  const similar = similarWord(word, words);
  return similar === undefined ? otherwise : `Did you mean ${quoted(similar)}?`;
}

/** A value that is no object of OpenAPI's. */
export function scalarMistakes(place: Place, scalar: Values): Mistake[] {
  const { value, path, owner } = place;
  const { type, enum: values, items } = scalar;
  if (values !== undefined) return values.includes(value as string) ? [] : [noneOf(place, values)];
  if (type !== undefined && !isOf(type, value)) {
    // Types name parameters, the required properties and the values of an enum, and follow a $ref.
    const field = path.at(-1) ?? "";
    const isTyped =
      /^(?:name|\$ref)$/.test(field) || (owner.name === "Schema" && isTypedList(field));
    return [{ ...notOf(type, place), isFatal: isTyped }];
  }
  if (!Array.isArray(value) || items === undefined) return [];
  return value.flatMap((item: unknown, index) =>
    scalarMistakes({ value: item, path: [...path, String(index)], owner }, items),
  );
}

function isTypedList(field: string): boolean {
  return field === "required" || field === "enum";
}

function isOf(type: NonNullable<Scalar["type"]>, value: unknown): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

function noneOf({ value, path }: Place, values: readonly string[]): Mistake {
  const list = values.join(", ");
  return {
    path,
    problem: `${shown(value)} is none of ${list}`,
    remedy: meant(typeof value === "string" ? value : "", values, "Write one of those."),
    isFatal: false,
  };
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (isObject(value)) return "an object";
  return typeof value === "string" ? quoted(value.slice(0, 60)) : String(value);
}

/** The longest that is compared: a whole text is no misspelt word. */
const maxLength = 40;

/** The one of some words that another was probably meant to be. */
export function similarWord(word: string, words: readonly string[]): string | undefined {
  if (word.length > maxLength || words.length === 0) return undefined;
  // Any word is near to one of a few letters.
  const far = Math.min(3, Math.floor(word.length / 2)) + 1;
  const letters = word.toLowerCase();
  const byLetters = new Map(words.map((candidate) => [candidate.toLowerCase(), candidate]));
  const nearest = closest(letters, [...byLetters.keys()]);
  return distance(letters, nearest) < far ? byLetters.get(nearest) : undefined;
}
