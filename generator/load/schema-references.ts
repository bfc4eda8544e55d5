import { maxDepth } from "./limits.ts";
import { isObject, keysOf, pointer, resolvePointer, type JsonObject } from "../json.ts";

/** Of a document that does not say where it is found. */
const nowhere = "https://document.invalid/";

/**
 * Makes JSON pointers of references by JSON Schema's other names: to an `$anchor`, to an `$id`, to what is in such a schema
 * or has an anchor there. Relative ones are resolved. Those that lead to no component stay as they are. In place.
 *
 * Needed by documents that are made of schemas written for JSON Schema's tools, each with an `$id`.
 */
export function followSchemaNames(document: JsonObject): void {
  if (!("openapi" in document)) return;
  const { $self } = document;
  const base = typeof $self === "string" ? (urlOf($self, nowhere) ?? nowhere) : nowhere;
  const names = namesIn(document, base);
  for (const reference of names.references) {
    const [root, kind, ...keys] = keysMeant(document, reference, names) ?? [];
    const found = pointer("components", "schemas", ...keys);
    if (
      root === "components" &&
      kind === "schemas" &&
      resolvePointer(document, found) !== undefined
    )
      reference.holder[reference.key] = found;
  }
}

/** A reference as it is written, and the `$id` around it. */
interface Reference {
  readonly holder: JsonObject;
  readonly key: string;
  readonly target: string;
  readonly base: string;
}

interface Names {
  /** Where the schemas with an `$id` stand, by its URL. */
  readonly ids: Map<string, readonly string[]>;
  /** Where those with an anchor stand, by the URL of the `$id` around them and the anchor. */
  readonly anchors: Map<string, readonly string[]>;
  readonly references: Reference[];
}

interface Place {
  readonly value: unknown;
  readonly keys: readonly string[];
  readonly base: string;
}

function namesIn(document: JsonObject, base: string): Names {
  const names: Names = { ids: new Map([[base, []]]), anchors: new Map(), references: [] };
  // Aliases in YAML make one object of many: each is looked at once.
  const seen = new Set<unknown>();
  const pending: Place[] = [{ value: document, keys: [], base }];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    const { value, keys } = place;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    // Deeper documents are refused after this.
    if (keys.length > maxDepth) continue;
    seen.add(value);
    const own = isObject(value) ? noteNames(value, place, names) : place.base;
    const around = keys.at(-1) ?? "";
    for (const [key, child] of Object.entries(value).reverse())
      if (!isData(key, around)) pending.push({ value: child, keys: [...keys, key], base: own });
  }
  return names;
}

/** Whose keys are names of the document's. */
const maps = new Set(["properties", "patternProperties", "$defs", "dependentSchemas", "schemas"]);

/** Whether what a key leads to is no part of the document's own, so that nothing in it is a reference or a schema. */
export function isData(key: string, around: string): boolean {
  return !maps.has(around) && /^(?:examples?|default|enum|const|value|x-.*)$/.test(key);
}

/** @returns The base of what is in the schema. */
function noteNames(node: JsonObject, { keys, base: around }: Place, names: Names): string {
  const { $id, $ref, $anchor, $dynamicAnchor, mapping } = node;
  const base = (typeof $id === "string" ? urlOf($id, around) : undefined) ?? around;
  if (base !== around && !names.ids.has(base)) names.ids.set(base, keys);
  for (const anchor of [$anchor, $dynamicAnchor])
    if (typeof anchor === "string") names.anchors.set(`${base}#${anchor}`, keys);
  const note = (holder: JsonObject, key: string, target: unknown) => {
    if (typeof target === "string") names.references.push({ holder, key, target, base });
  };
  note(node, "$ref", $ref);
  if (keys.at(-1) === "discriminator" && isObject(mapping))
    for (const [key, target] of Object.entries(mapping)) note(mapping, key, target);
  return base;
}

/** Where what a reference means stands; undefined where that is no name of a schema's. */
function keysMeant(
  document: JsonObject,
  { target, base }: Reference,
  { ids, anchors }: Names,
): readonly string[] | undefined {
  const [path = "", fragment = ""] = target.split("#");
  // Whoever writes OpenAPI means the document by this, also where there is an $id around it.
  if (path === "" && fragment.startsWith("/") && resolvePointer(document, target) !== undefined)
    return undefined;
  const url = path === "" ? base : urlOf(path, base);
  const root = url === undefined ? undefined : ids.get(url);
  if (root === undefined) return undefined;
  if (fragment === "") return root;
  if (!fragment.startsWith("/")) return anchors.get(`${url ?? ""}#${fragment}`);
  return [...root, ...keysOf(fragment)];
}

/** Without its fragment. */
function urlOf(reference: string, base: string): string | undefined {
  return URL.canParse(reference, base)
    ? new URL(reference, base).href.replace(/#.*/s, "")
    : undefined;
}
