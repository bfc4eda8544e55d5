import { pointer, resolvePointer } from "../json.ts";
import type { FoundReference } from "./reference.ts";

/** Fields that hold names, such as those of properties: what begins with `x-` there is a name like any other. */
const holdsNames = new Set([
  ...["$defs", "callbacks", "content", "definitions", "dependentSchemas", "encoding", "examples"],
  ...["headers", "links", "mapping", "mediaTypes", "parameters", "pathItems", "patternProperties"],
  ...["properties", "requestBodies", "responses", "schemas", "scopes", "securityDefinitions"],
  ...["securitySchemes", "variables", "webhooks"],
]);

/**
 * The path to what a `$ref` stands in and nothing is made of: an extension, or an example in which it is one field of
 * several, so that it is the API's own word, or leads nowhere. Undefined for any other.
 *
 * Needed by documents of Azure, whose `x-ms-examples` refer to files beside them, and of SCIM, whose resources have a `$ref`;
 * Okta's examples refer to ones that are not there.
 */
function unreadPart(
  { path, target, isAlone }: FoundReference,
  document: unknown,
): readonly string[] | undefined {
  let isName = false;
  for (const [index, key] of path.entries()) {
    isName = !isName && holdsNames.has(path[index - 1] ?? "");
    const isUnread = isName
      ? path[index - 1] === "examples" && key.includes("/")
      : key.startsWith("x-") || isExample(path, index);
    if (!isUnread) continue;
    const isMeant = isAlone && !(target.startsWith("#/") && !resolvePointer(document, target));
    if (!isMeant || key.startsWith("x-")) return path.slice(0, index + 1);
  }
  return undefined;
}

/** Of a schema or a media type, or the value of one that has a name. */
function isExample(path: readonly string[], index: number): boolean {
  const key = path[index];
  if (key === "examples") return /^\d+$/.test(path[index + 1] ?? "");
  return key === "example" || (key === "value" && path[index - 2] === "examples");
}

type Holder = Record<string, unknown>;

/** The extensions and examples of a document that hold `$ref`s which nothing is made of. */
export class Unread {
  readonly #document: unknown;
  /** By the object that has them, since YAML aliases stand in several places. */
  readonly #found = new Map<Holder, Map<string, string>>();
  /** What other references lead to, as far as that may be in an extension. */
  readonly #used = new Set<string>();
  /** The same in order, once all are known. */
  #sorted: readonly string[] | undefined;

  constructor(document: unknown) {
    this.#document = document;
  }

  /** Takes note of a `$ref`. False where it is one to follow. */
  add(reference: FoundReference): boolean {
    const { target } = reference;
    if (target.includes("/x-")) this.#used.add(`${target}/`);
    const part = unreadPart(reference, this.#document);
    if (part === undefined) return false;
    const [holder, key] = this.#place(part);
    const keys = this.#found.get(holder) ?? new Map<string, string>();
    if (!keys.has(key)) keys.set(key, `${pointer(...part)}/`);
    this.#found.set(holder, keys);
    return true;
  }

  /** Whether anything refers into one of them: what it holds is to follow then, too. */
  areUsed(): boolean {
    return [...this.#found.values()].some((keys) =>
      [...keys.values()].some((place) => this.#isUsed(place)),
    );
  }

  /** Whether a `$ref` is in one that is referred to. */
  isUsed(reference: FoundReference): boolean {
    const part = unreadPart(reference, this.#document);
    return part !== undefined && this.#isUsed(`${pointer(...part)}/`);
  }

  /** Takes them out of the document. */
  drop(): void {
    for (const [holder, keys] of this.#found)
      for (const [key, place] of keys)
        if (!this.#isUsed(place)) Reflect.deleteProperty(holder, key);
  }

  #place(part: readonly string[]): [Holder, string] {
    const around = part.slice(0, -1);
    const holder = around.reduce((value, key) => (value as Holder)[key], this.#document);
    return [holder as Holder, part.at(-1) ?? ""];
  }

  /** Whether anything leads there or further. Searched by halves: documents have thousands of both. */
  #isUsed(place: string): boolean {
    const targets = (this.#sorted ??= [...this.#used].sort());
    let [low, high] = [0, targets.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((targets[middle] ?? "") < place) low = middle + 1;
      else high = middle;
    }
    return targets[low]?.startsWith(place) === true;
  }
}
