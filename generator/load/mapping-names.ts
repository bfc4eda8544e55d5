import { isObject, pointer, resolvePointer, type JsonObject } from "../json.ts";
import { isData } from "./schema-references.ts";

/**
 * Keeps from the bundler what it can't follow in a discriminator's mapping: it takes each value for a `$ref`, but OpenAPI
 * also allows the name of a schema, and takes for one whatever could be either (3.1.1, Discriminator Object). What leads
 * nowhere is kept from it, too: there is a warning of that, as in a document of one file.
 */
export class MappingNames {
  #root: JsonObject = {};
  readonly #kept: {
    readonly mapping: JsonObject;
    readonly value: string;
    readonly target: string;
  }[] = [];

  /**
   * Takes names out of the mappings of a file, and makes references of the others.
   *
   * @param isRoot It is the document itself, whose components are what names mean.
   */
  take(file: unknown, isRoot: boolean): void {
    if (!isObject(file)) return;
    if (isRoot) this.#root = file;
    for (const mapping of mappingsIn(file))
      for (const [value, target] of Object.entries(mapping)) {
        if (typeof target !== "string") continue;
        const reference = this.#referenceFor(target, file);
        if (reference !== undefined) {
          mapping[value] = reference;
          continue;
        }
        this.#kept.push({ mapping, value, target });
        Reflect.deleteProperty(mapping, value);
      }
  }

  /** Puts back what was taken out. */
  restore(): void {
    for (const { mapping, value, target } of this.#kept) mapping[value] = target;
  }

  /** What the bundler is to follow; undefined for what it must not see. */
  #referenceFor(target: string, file: JsonObject): string | undefined {
    const named = pointer("components", "schemas", target);
    if (isIn(this.#root, named)) return undefined;
    if (isIn(file, named)) return named;
    // Components of the document keep their names.
    if (target.startsWith("#"))
      return file !== this.#root && isIn(file, target) ? target : undefined;
    if (target.includes("/")) return target;
    return /\.(?:json|ya?ml)(?:#|$)/i.test(target) ? `./${target}` : undefined;
  }
}

function isIn(document: JsonObject, reference: string): boolean {
  return resolvePointer(document, reference) !== undefined;
}

function mappingsIn(file: JsonObject): Set<JsonObject> {
  const found = new Set<JsonObject>();
  // Aliases in YAML make one object of many: each is looked at once.
  const seen = new Set<unknown>();
  const pending: { value: unknown; around: string }[] = [{ value: file, around: "" }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, around } = next;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const { discriminator } = value as JsonObject;
    if (isObject(discriminator) && isObject(discriminator.mapping))
      found.add(discriminator.mapping);
    for (const [key, child] of Object.entries(value))
      if (!isData(key, around)) pending.push({ value: child, around: key });
  }
  return found;
}
