import { isObject, keysOf, pointer, type JsonObject } from "../../json.ts";
import type { Pair } from "../pair-by.ts";
import type { Entry } from "../report.ts";
import { say } from "../sentence.ts";
import type { Side } from "../side.ts";

/** Differences of the documents that no entry accounts for, so that nothing changes unsaid: unused components, links, the version. */
export function leftoverChanges({ base, head }: Pair<Side>, entries: readonly Entry[]): Entry[] {
  const told = new Set(entries.flatMap((entry) => [entry.pointer, ...(entry.alsoAt ?? [])]));
  const aroundTold = new Set([...told].flatMap(lineTo));
  const isTold = (at: string) =>
    aroundTold.has(at) || lineTo(at).some((around) => told.has(around));
  const left = [...differences(base.document, head.document, [])].filter(
    ({ at, references }) => ![at, ...references].some(isTold),
  );
  const hidden = left.filter((difference) => changesValues(difference));
  const rest = left.filter((difference) => !changesValues(difference));
  return [
    ...hiddenChanges(hidden.map(({ at }) => at)),
    ...harmless(
      rest.map(({ at }) => at),
      entries,
    ),
  ];
}

/** What a schema takes or gives has changed, but it is `unknown` or text to the compiler. */
function hiddenChanges(pointers: readonly string[]): Entry[] {
  const [first, ...others] = pointers;
  if (first === undefined) return [];
  const subject =
    others.length === 0
      ? "One place of a schema differs in a way that its type doesn't show"
      : `${pointers.length} places of schemas differ in ways that their types don't show`;
  return [
    {
      verdict: "major",
      audience: "wire only",
      operations: [],
      pointer: first,
      what: [subject],
      alsoAt: pointers,
      action: say`Check what is sent and read there against the document.`,
    },
  ];
}

function harmless(pointers: readonly string[], entries: readonly Entry[]): Entry[] {
  const [first, ...others] = pointers;
  if (first === undefined) return [];
  const [more, further] = entries.length === 0 ? ["", "effect"] : ["more ", "further effect"];
  const subject =
    others.length === 0
      ? `One ${more}place of the document differs`
      : `${pointers.length} ${more}places of the document differ`;
  return [
    {
      verdict: "patch",
      audience: "docs only",
      operations: [],
      pointer: others.length === 0 ? first : "#",
      what: [`${subject}, without ${further} on any method or model`],
      alsoAt: pointers,
    },
  ];
}

/** A pointer, and those to all that it is within. */
function lineTo(at: string): string[] {
  const tokens = at.split("/");
  return tokens.map((_, index) => tokens.slice(0, index + 1).join("/"));
}

/** Keywords that hold things by names of the author's choice, so that a key below them is no keyword. */
const mapKeys = new Set([
  "properties",
  "patternProperties",
  "schemas",
  "$defs",
  "dependentSchemas",
]);

/** Keywords that say which values a schema has. */
const valueKeywords = new Set(
  "additionalProperties allOf anyOf const enum items oneOf patternProperties prefixItems properties required type".split(
    " ",
  ),
);

/** Whether a schema of something that is used has other values: what only stands in another order has the same. */
function changesValues({ at, isAlike }: Difference): boolean {
  const keys = keysOf(at);
  const start = keys[1] === "schemas" ? 3 : keys.indexOf("schema") + 1;
  // What webhooks send is compared as a whole.
  const isCompared = keys[0] === "webhooks" || keys[1] === "pathItems";
  const inSchema = !isCompared && start > 0 && keys.length > start;
  const last = keys.slice(Math.max(start, keys.length - 2));
  return inSchema && !isAlike && last.some((key) => valueKeywords.has(key));
}

interface Difference {
  readonly at: string;
  /** The values may be the same: the list around them is in another order, or one side has them behind a `$ref`. */
  readonly isAlike?: boolean;
  /** What a `$ref` named and names: where either is told of, so is this. */
  readonly references: readonly string[];
}

function* differences(
  base: unknown,
  head: unknown,
  path: readonly string[],
  isAlike = false,
): Generator<Difference> {
  if (isObject(base) && isObject(head) && "$ref" in base !== "$ref" in head) {
    const references = [base.$ref, head.$ref].filter((value) => typeof value === "string");
    yield { at: pointer(...path, "$ref"), references, isAlike: true };
  } else if (isObject(base) && isObject(head)) {
    for (const key of new Set([...Object.keys(base), ...Object.keys(head)])) {
      if (isExtension(key, path.at(-1))) continue;
      if (key === "required" && !holdsNames(path.at(-1)))
        yield* requiredDifferences(base, head, path);
      else yield* differences(base[key], head[key], [...path, key], isAlike);
    }
  } else if (Array.isArray(base) && Array.isArray(head) && base.length === head.length) {
    const isReordered = sorted(base) === sorted(head);
    for (const [index, value] of base.entries())
      yield* differences(value, head[index], [...path, String(index)], isAlike || isReordered);
  } else if (JSON.stringify(base) !== JSON.stringify(head)) {
    const isReference = path.at(-1) === "$ref";
    const references = isReference ? [base, head].filter((value) => typeof value === "string") : [];
    yield { at: pointer(...path), references, isAlike };
  }
}

function sorted(values: readonly unknown[]): string {
  return JSON.stringify(values.map((value) => JSON.stringify(value)).sort());
}

/** Whether keys below another are names of the author's choice. */
function holdsNames(parent: string | undefined): boolean {
  return parent !== undefined && mapKeys.has(parent);
}

function isExtension(key: string, parent: string | undefined): boolean {
  return !holdsNames(parent) && key.startsWith("x-");
}

/** A change of a schema's `required` belongs to the property named; a parameter's is its own. */
function* requiredDifferences(
  { required: base }: JsonObject,
  { required: head }: JsonObject,
  path: readonly string[],
): Generator<Difference> {
  const [olds, news] = [base, head].map((value): unknown[] => [value ?? []].flat());
  for (const name of new Set([...(olds ?? []), ...(news ?? [])])) {
    if (olds?.includes(name) === news?.includes(name)) continue;
    const keys = typeof name === "string" ? ["properties", name] : ["required"];
    yield { at: pointer(...path, ...keys), references: [] };
  }
}
