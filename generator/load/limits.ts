import { isObject, pointer, resolvePointer } from "../json.ts";
import { SpecError, type SpecLocation } from "../errors.ts";
import type { FoundReference, Reference } from "./reference.ts";
import { Unread } from "./unread.ts";

/** How deep a document may be nested. */
export const maxDepth = 100;
const maxNodes = 5_000_000;
const maxChain = 50;
/** In UTF-16 code units, keys and values, YAML aliases counted as often as they are used. */
const maxText = 64 * 1024 * 1024;

/**
 * Looks once at everything in a parsed document, before any library does: nesting is bounded (YAML aliases counted
 * expanded) and every local `$ref` leads somewhere. Limits are far above the largest real documents: the full OpenAI
 * document has 61,000 values, at most 21 deep. What nothing is made of goes if it holds a `$ref`: extensions and examples.
 *
 * @returns A `$ref` that leaves the document, for another file or a URL, if there is one.
 * @throws {SpecError} At the first thing that is wrong.
 */
export function checkDocument(document: unknown, file: string): { external?: Reference } {
  let external: Reference | undefined;
  const check = ({ path, target }: Reference) => {
    if (target.startsWith("#")) checkChain(document, { path, target }, file);
    else external = { path, target };
  };
  const unread = new Unread(document);
  for (const reference of references(document, file)) if (!unread.add(reference)) check(reference);
  if (unread.areUsed())
    for (const reference of references(document, file))
      if (unread.isUsed(reference)) check(reference);
  unread.drop();
  return external === undefined ? {} : { external };
}

function* references(document: unknown, file: string): Generator<FoundReference> {
  const pending: { value: unknown; path: readonly string[] }[] = [{ value: document, path: [] }];
  let nodes = 0;
  let characters = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next;
    nodes += 1;
    if (nodes > maxNodes)
      throw tooLarge(
        file,
        [],
        `more than ${maxNodes} values, YAML aliases counted as often as they are used`,
      );
    if (path.length > maxDepth)
      throw tooLarge(file, path.slice(0, 5), `nested more than ${maxDepth} deep`);
    characters += (path.at(-1)?.length ?? 0) + (typeof value === "string" ? value.length : 0);
    if (characters > maxText) throw tooLarge(file, [], `more than ${maxText} characters of text`);
    if (typeof value !== "object" || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      if (path.length < 3) checkKey(key, { file, pointer: pointer(...path, key) });
      pending.push({ value: child, path: [...path, key] });
    }
    if (!isObject(value) || typeof value.$ref !== "string") continue;
    yield { path, target: value.$ref, isAlone: Object.keys(value).length === 1 };
  }
}

/** A key that pointers lead through is decoded there, as a part of a URL. */
function checkKey(key: string, location: SpecLocation): void {
  try {
    decodeURIComponent(key);
  } catch (cause) {
    throw new SpecError(
      location,
      `has a % that begins no percent-encoding: ${JSON.stringify(key)}`,
      "Write %25 for the sign itself.",
      { cause },
    );
  }
}

function tooLarge(file: string, path: readonly string[], problem: string): SpecError {
  return new SpecError(
    { file, pointer: pointer(...path) },
    problem,
    "Check that this is the right document, or cut out what you need.",
  );
}

function checkChain(document: unknown, { path, target }: Reference, file: string): void {
  const location = { file, pointer: pointer(...path) };
  let next = target;
  for (let hops = 0; hops < maxChain; hops += 1) {
    if (!next.startsWith("#/")) break;
    const value = resolvePointer(document, next);
    if (value === undefined)
      throw new SpecError(
        location,
        `$ref leads nowhere: ${next}`,
        "Correct the pointer, or add what it names.",
      );
    if (!isObject(value) || typeof value.$ref !== "string") return;
    next = value.$ref;
  }
  if (!next.startsWith("#")) return;
  const problem = next.startsWith("#/")
    ? `$ref goes in a circle, or through more than ${maxChain} others: ${target}`
    : `$ref is neither a JSON pointer nor the $anchor of a schema in components: ${next}`;
  throw new SpecError(
    location,
    problem,
    "Refer to the object itself, such as #/components/schemas/Upload.",
  );
}
