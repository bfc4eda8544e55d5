import { maxDepth } from "./limits.ts";
import { isObject, objectOf, pointer, type JsonObject } from "../json.ts";

/** A schema with an `$id`, where it stands, and what refers to it from within. */
interface Identified {
  readonly id: string;
  readonly node: JsonObject;
  readonly holder: JsonObject;
  readonly keys: readonly string[];
  readonly references: JsonObject[];
}

interface Place {
  readonly value: unknown;
  readonly holder: unknown;
  readonly keys: readonly string[];
  /** The schemas around it that have an `$id`. */
  readonly around: ReadonlyMap<string, Identified>;
}

/**
 * Makes a component of each schema that refers to itself by its `$id`, and leads those references there: they lead to no
 * file. The same schema in several places becomes one. In place.
 *
 * Needed by documents of Elysia: TypeBox gives a recursive type an `$id`, and the document repeats it wherever it is used.
 */
export function nameSchemasById(document: JsonObject): void {
  const found = referredById(document);
  if (found.length === 0 || !("openapi" in document)) return;
  const components = objectOf(document.components);
  const schemas = new Map<string, unknown>(Object.entries(objectOf(components.schemas)));
  // From the inside out: what is compared has its references already.
  for (const { id, node, holder, keys, references } of found.reverse()) {
    const isComponent = keys.length === 3 && keys[0] === "components" && keys[1] === "schemas";
    const name = isComponent ? (keys[2] ?? "") : moved(schemas, { id, node, references });
    const reference = pointer("components", "schemas", name);
    for (const own of references) own.$ref = reference;
    if (!isComponent) holder[keys.at(-1) ?? ""] = { $ref: reference };
  }
  document.components = { ...components, schemas: Object.fromEntries(schemas) };
}

/** The name that a schema has as a component: that of its `$id`, numbered where another has it. */
function moved(
  schemas: Map<string, unknown>,
  { id, node, references }: Pick<Identified, "id" | "node" | "references">,
): string {
  const base = id.replace(/^.*\//s, "").replace(/[^\w.-]/g, "_") || "Schema";
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${number}`;
    for (const own of references) own.$ref = pointer("components", "schemas", name);
    const taken = schemas.get(name);
    if (taken !== undefined && JSON.stringify(taken) !== JSON.stringify(node)) continue;
    if (taken === undefined) schemas.set(name, node);
    return name;
  }
}

function referredById(document: JsonObject): Identified[] {
  const found = new Set<Identified>();
  // Aliases in YAML make one object of many: each is looked at once.
  const seen = new Set<unknown>();
  const pending: Place[] = [{ value: document, holder: undefined, keys: [], around: new Map() }];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    const { value, keys } = place;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    // Deeper documents are refused after this.
    if (keys.length > maxDepth) continue;
    seen.add(value);
    const around = isObject(value) ? withOwn(value, place) : place.around;
    const meant = isObject(value) ? around.get(String(value.$ref)) : undefined;
    if (meant !== undefined && isObject(value)) {
      meant.references.push(value);
      found.add(meant);
    }
    for (const [key, child] of Object.entries(value))
      pending.push({ value: child, holder: value, keys: [...keys, key], around });
  }
  return [...found];
}

function withOwn(node: JsonObject, { holder, keys, around }: Place): Place["around"] {
  const { $id: id } = node;
  if (typeof id !== "string" || typeof holder !== "object" || holder === null) return around;
  const own = { id, node, holder: holder as JsonObject, keys, references: [] };
  return new Map([...around, [id, own]]);
}
