import { isObject, objectOf, objectsIn, pointer, type JsonObject } from "../json.ts";
import { operationsOf } from "../path-item.ts";
import { componentsOf, follow } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";
import { freeKey } from "./bases.ts";
import {
  componentKey,
  hasOtherValues,
  insertAfter,
  needingView,
  reachedBy,
  requiredOnly,
  valuesUnderFreeKeys,
  walkSchema,
} from "./view-needs.ts";

/**
 * Gives a schema that reads otherwise in a request a second name, `PetRequest` for `Pet`: there, properties that are only
 * read may be left out, but not forbidden, so that a result can be sent back. The schema itself is what comes as a
 * result, where properties that are only written may be missing. What only requests have needs no second name.
 *
 * Needed by scalar-galaxy.json, whose `Planet` requires a read-only `id`: none could be created without one.
 */
export function addRequestViews(document: JsonObject): void {
  if (!needsViews(document)) return;
  const requested = requestSchemas(document);
  const needing = needingView(document);
  const results = resultSchemas(document);
  const keys = reachedBy(document, results);
  const views = new Views(document, needing, keys);
  for (const schema of requested) views.turn(schema);
  const shared = [...keys].filter((key) => needing.has(key));
  for (const schema of [...results, ...shared.map((key) => componentsOf(document, "schemas")[key])])
    walkSchema(schema, (node) => {
      leaveOut(node, requiredOnly(document, node, "writeOnly"));
    });
}

/** Most documents have nothing that would need one. */
function needsViews(document: JsonObject): boolean {
  let found = false;
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema") return;
    found ||= node.readOnly === true || node.writeOnly === true || hasOtherValues(node);
  });
  return found;
}

/** The requests' views of schemas, each made once it is asked for. */
class Views {
  readonly #document: JsonObject;
  readonly #needing: ReadonlySet<string>;
  readonly #results: ReadonlySet<string>;
  /** The `$ref` to the view, by the component's key. */
  readonly #made = new Map<string, string>();

  constructor(document: JsonObject, needing: ReadonlySet<string>, results: ReadonlySet<string>) {
    this.#document = document;
    this.#needing = needing;
    this.#results = results;
  }

  /** Makes a schema, and all that it refers to, what a request may have. */
  turn(schema: unknown): void {
    const nodes = nodesIn(schema);
    for (const node of nodes) leaveOut(node, requiredOnly(this.#document, node, "readOnly"));
    for (const node of nodes) if (hasOtherValues(node)) widenFreeKeys(node);
    // Widening makes copies, which may refer to others as well.
    for (const node of nodesIn(schema)) {
      this.#redirect(node);
      const { mapping } = objectOf(node.discriminator);
      if (!isObject(mapping)) continue;
      for (const [value, $ref] of Object.entries(mapping)) mapping[value] = this.#viewOf({ $ref });
    }
  }

  #redirect(node: JsonObject): void {
    if (typeof node.$ref === "string") node.$ref = this.#viewOf(node);
  }

  #viewOf(reference: JsonObject): unknown {
    const key = componentKey(reference);
    if (key === undefined || !this.#needing.has(key)) return reference.$ref;
    return this.#made.get(key) ?? this.#make(key);
  }

  #make(key: string): string {
    const schemas = componentsOf(this.#document, "schemas");
    const isShared = this.#results.has(key);
    const name = isShared ? freeKey(schemas, `${key}Request`) : key;
    const reference = pointer("components", "schemas", name);
    this.#made.set(key, reference);
    if (isShared) insertAfter(this.#document, key, name, structuredClone(objectOf(schemas[key])));
    this.turn(componentsOf(this.#document, "schemas")[name]);
    return reference;
  }
}

function nodesIn(schema: unknown): JsonObject[] {
  const nodes: JsonObject[] = [];
  walkSchema(schema, (node) => nodes.push(node));
  return nodes;
}

function leaveOut(node: JsonObject, names: readonly string[]): void {
  if (names.length === 0) return;
  const required = (node.required as string[]).filter((name) => !names.includes(name));
  if (required.length > 0) node.required = required;
  else delete node.required;
}

/** Lets free keys hold what the named ones do, since in a literal both are checked alike. */
function widenFreeKeys(node: JsonObject): void {
  const values = [...valuesUnderFreeKeys(node), ...Object.values(objectOf(node.properties))];
  node.additionalProperties = { anyOf: structuredClone(values) };
  delete node.patternProperties;
}

/** The schemas of what operations send: bodies and parameters. */
function requestSchemas(document: JsonObject): JsonObject[] {
  const found = new Set<JsonObject>();
  const add = (holder: unknown) => {
    const { schema, content } = follow(document, holder);
    for (const value of [
      schema,
      ...Object.values(objectOf(content)).map((media) => objectOf(media).schema),
    ])
      if (isObject(value)) found.add(value);
  };
  for (const item of Object.values(objectOf(document.paths)).map(objectOf))
    for (const holder of [item, ...operationsOf(item).map(({ operation }) => operation)]) {
      objectsIn(holder.parameters).forEach(add);
      add(holder.requestBody);
    }
  return [...found];
}

/** The schemas of what comes: of responses, and of webhooks. */
function resultSchemas(document: JsonObject): JsonObject[] {
  const found: JsonObject[] = [];
  walkDocument(document, (visit) => {
    if (visit.type !== "mediaType" || !isObject(visit.node.schema)) return;
    const { path } = visit;
    if (path.includes("responses") || path[0] === "webhooks") found.push(visit.node.schema);
  });
  return found;
}
