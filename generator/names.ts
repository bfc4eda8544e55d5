import { createHash } from "node:crypto";
import ts from "typescript";
import { SpecError, type SpecLocation } from "./errors.ts";
import { ownArguments, reservedWords, schemaGlobals, typeKeywords } from "./taken-names.ts";

/*
 * Every identifier that is emitted is made here. Names never change silently: of two things that come to the same name,
 * one gets another name with a warning, or both are an error for the document's author to settle.
 */

/** File systems take 255 bytes for the name of a file, and files are called after classes and models. */
export const maxNameBytes = 200;

/** `createUpload`, from an operationId or, where there is none, from method and path. */
export function methodName(operationId: string, location: SpecLocation): string {
  const name = camelCase(operationId);
  if (name === "constructor" || name === "then") {
    const remedy =
      "Give the operation another operationId, such as one that also says what it acts on.";
    throw new SpecError(
      location,
      `operationId ${JSON.stringify(operationId)} can't be a method's name: JavaScript calls ${name} itself`,
      remedy,
    );
  }
  return name;
}

/** `UploadsApi`, from a tag. */
export function className(tag: string): string {
  return `${pascalCase(tag)}Api`;
}

/** `uploads-api`, from a class name. */
export function fileName(name: string): string {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1-$2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1-$2")
    .toLowerCase();
}

/** `uploads`, from a tag: what examples call an instance of its class. */
export function variableName(tag: string): string {
  const name = camelCase(tag);
  return reservedWords.has(name) || ownArguments.has(name) ? `${name}Api` : name;
}

/** `uploadId`, from a parameter's name. Arguments go by position, so one that would clash with a word of ours may change its name. */
export function argumentName(parameter: string): string {
  const name = camelCase(parameter);
  return reservedWords.has(name) || ownArguments.has(name) ? `${name}_` : name;
}

/** `OPENAI_API_KEY`, from `https://api.openai.com/v1`: the environment variable that examples take the key from. */
export function apiKeyVariable(baseUrl: string | undefined): string {
  const labels = baseUrl === undefined ? [] : new URL(baseUrl).hostname.split(".");
  const owners = labels.slice(0, Math.max(1, labels.length - 1)).filter((label) => label !== "api");
  const [owner = ""] = owners.sort((one, other) => other.length - one.length);
  const name = owner.toUpperCase().replace(/[^A-Z0-9]/g, "_");
  return /^[A-Z]/.test(name) ? `${name}_API_KEY` : "API_KEY";
}

/** The exported type's name for a key under `#/components/schemas`: the key itself wherever it can be one. */
export function modelName(key: string): string {
  const isUsable = isIdentifier(key) && !reservedWords.has(key) && !typeKeywords.has(key);
  return isUsable ? key : pascalCase(key);
}

/** A model's name, cut where it is too long to name a file, with a hash of the key: keys may differ in what was cut off. */
export function fittingName(name: string, key: string): string {
  if (Buffer.byteLength(name) <= maxNameBytes) return name;
  // UTF-8 takes at most four bytes for a character.
  const start = Array.from(name)
    .slice(0, maxNameBytes / 4)
    .join("");
  return `${start}_${createHash("sha256").update(key).digest("hex").slice(0, 8)}`;
}

/**
 * What the alias of a type in `schema.ts` is called, after the keys that lead to it.
 *
 * @param taken Names of others, to which this one is added.
 */
export function schemaAlias(keys: readonly string[], taken: Set<string>): string {
  let name = keys.length === 1 ? modelName(keys[0] ?? "") : pascalCase(keys.join(" "));
  while (taken.has(name) || schemaGlobals.has(name)) name += "_";
  taken.add(name);
  return name;
}

function camelCase(text: string): string {
  const [first = "", ...rest] = words(text);
  return identifier(lowerFirst(first) + rest.map(upperFirst).join(""));
}

function pascalCase(text: string): string {
  return identifier(words(text).map(upperFirst).join(""));
}

/** Everything that can't stand in an identifier separates words, so nothing of it is left. */
function words(text: string): string[] {
  const known = Array.from(text)
    .map((character) => (isKnown(character) ? character : " "))
    .join("");
  return known.split(/[^\p{ID_Continue}]+|[_\u200c\u200d]+/u).filter((word) => word !== "");
}

function identifier(name: string): string {
  return isIdentifier(name) ? name : `_${name}`;
}

function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) && Array.from(name).every(isKnown);
}

/** Compilers know the letters of their own version of Unicode, which may be older than this runtime's. */
function isKnown(character: string): boolean {
  return ts.isIdentifierPart(character.codePointAt(0) ?? 0, ts.ScriptTarget.ES2022);
}

function lowerFirst(word: string): string {
  return word === word.toUpperCase()
    ? word.toLowerCase()
    : word.charAt(0).toLowerCase() + word.slice(1);
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
