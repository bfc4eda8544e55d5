import { pointer, type JsonObject } from "../json.ts";

/** Says why a document can't be converted; undefined where it can. */
export type Refusal = (document: JsonObject) => Promise<string | undefined>;

/**
 * Where in a Swagger 2.0 document something is that the converter refuses: it does not say so itself. Found by trying: what
 * is refused in the same words without the rest is in what is left.
 *
 * @param why What the converter says of the whole document.
 * @returns A JSON pointer; undefined where there is none better than the document.
 */
export async function placeOfRefusal(
  document: JsonObject,
  why: string,
  refusal: Refusal,
): Promise<string | undefined> {
  let rest = document;
  for (const section of sections.filter((key) => key in document)) {
    const isIn = async (value: unknown) => (await refusal({ ...rest, [section]: value })) === why;
    if (!(await isIn(section === "info" ? {} : undefined)))
      return pointer(...(await narrowed(document[section], [section], isIn)));
    // What others refer to can't be left out before them.
    rest = { ...rest, [section]: section === "info" ? {} : undefined };
  }
  return undefined;
}

/** What a document consists of, each before what it refers to. */
const sections = ["paths", "info", "securityDefinitions", "responses", "parameters", "definitions"];

type IsIn = (value: unknown) => Promise<boolean>;

/** Goes from a section into whatever is refused by itself: an operation, and a parameter or response of it. */
async function narrowed(value: unknown, path: readonly string[], isIn: IsIn): Promise<string[]> {
  if (!holdsEntries(value, path)) return [...path];
  const keys = Object.keys(value);
  const key = await onlyKey(keys, (some) => isIn(withEntries(value, some)));
  if (key === undefined) return [...path];
  const entry: unknown = Reflect.get(value, key);
  return narrowed(entry, [...path, key], (part) => isIn(withEntries(value, [key], () => part)));
}

/** Whether each entry of a value means something without the others. */
function holdsEntries(value: unknown, [root, ...rest]: readonly string[]): value is object {
  if (typeof value !== "object" || value === null) return false;
  if (root !== "paths") return rest.length === 0 && root !== "info";
  const [, , field, ...further] = rest;
  return field === undefined || (further.length === 0 && /^(?:parameters|responses)$/.test(field));
}

/** By halves, since there may be thousands; undefined where no key is the one. */
async function onlyKey(
  keys: readonly string[],
  isIn: (keys: readonly string[]) => Promise<boolean>,
): Promise<string | undefined> {
  const middle = Math.ceil(keys.length / 2);
  for (const half of [keys.slice(0, middle), keys.slice(middle)])
    if (half.length > 0 && (await isIn(half)))
      return half.length === 1 ? half[0] : onlyKey(half, isIn);
  return undefined;
}

/** A list or map with some of its entries. */
function withEntries(
  holder: object,
  keys: readonly string[],
  entryOf = (key: string): unknown => Reflect.get(holder, key),
): object {
  return Array.isArray(holder)
    ? keys.map(entryOf)
    : Object.fromEntries(keys.map((key) => [key, entryOf(key)]));
}
