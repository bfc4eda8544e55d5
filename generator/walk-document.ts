import { isObject, type JsonObject } from "./json.ts";

/** The OpenAPI objects that can hold a schema, directly or further down, and the schema itself. */
export type NodeType =
  | "document"
  | "components"
  | "callback"
  | "pathItem"
  | "operation"
  | "parameter"
  | "requestBody"
  | "response"
  | "mediaType"
  | "schema";

/** How a field holds its children: one object, a list of them, or a map of them by a free key. */
type Field = readonly ["one" | "list" | "map", NodeType];

const operation: Field = ["one", "operation"];
const parameters: Field = ["list", "parameter"];
const content: Field = ["map", "mediaType"];
const schema: Field = ["one", "schema"];
const schemaList: Field = ["list", "schema"];
const schemaMap: Field = ["map", "schema"];
const pathItems: Field = ["map", "pathItem"];

/** Fields by OpenAPI 3.2, a superset of those before it; its `itemSchema` is lowered first. Free-form ones (example, default, x-…) are data, so they are left out. */
const fields: Record<NodeType, Record<string, Field>> = {
  document: { paths: pathItems, webhooks: pathItems, components: ["one", "components"] },
  components: {
    schemas: schemaMap,
    responses: ["map", "response"],
    parameters: ["map", "parameter"],
    requestBodies: ["map", "requestBody"],
    headers: ["map", "parameter"],
    callbacks: ["map", "callback"],
    pathItems,
  },
  callback: { "*": ["one", "pathItem"] },
  pathItem: {
    parameters,
    get: operation,
    put: operation,
    post: operation,
    delete: operation,
    options: operation,
    head: operation,
    patch: operation,
    trace: operation,
    query: operation,
    additionalOperations: ["map", "operation"],
  },
  operation: {
    parameters,
    requestBody: ["one", "requestBody"],
    responses: ["map", "response"],
    callbacks: ["map", "callback"],
  },
  parameter: { schema, content },
  requestBody: { content },
  response: { headers: ["map", "parameter"], content },
  mediaType: { schema },
  schema: {
    allOf: schemaList,
    anyOf: schemaList,
    oneOf: schemaList,
    prefixItems: schemaList,
    not: schema,
    if: schema,
    then: schema,
    else: schema,
    items: schema,
    contains: schema,
    additionalProperties: schema,
    unevaluatedProperties: schema,
    unevaluatedItems: schema,
    propertyNames: schema,
    properties: schemaMap,
    patternProperties: schemaMap,
    dependentSchemas: schemaMap,
    $defs: schemaMap,
  },
};

/** One object of the document, before its children are visited. */
export interface Visit {
  readonly type: NodeType;
  readonly node: JsonObject;
  /** Unescaped keys from the root. */
  readonly path: readonly string[];
}

/** Looked up for every key of the document several times: in an object, that takes twice as long. */
const fieldsOf = new Map(
  Object.entries(fields).map(([type, own]) => [type as NodeType, new Map(Object.entries(own))]),
);

/**
 * Calls `visit` for every OpenAPI object that can hold a schema and every schema, from the outside in, in
 * document order. A visitor may change the object in place: its children are looked up afterwards.
 */
export function walkDocument(document: JsonObject, visit: (visit: Visit) => void): void {
  const pending = [new Node("document", document)];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    visit(next);
    const children = childrenOf(next);
    for (let last = children.pop(); last !== undefined; last = children.pop()) pending.push(last);
  }
}

/** The schemas that stand in a schema, in document order; of a `$ref`, the object that holds it. */
export function childSchemas(schema: JsonObject): JsonObject[] {
  return childrenOf(new Node("schema", schema)).map(({ node }) => node);
}

/** Every object of the document becomes one several times, so it makes its path only when that is asked for. */
class Node implements Visit {
  readonly type: NodeType;
  readonly node: JsonObject;
  readonly #parent: Node | undefined;
  readonly #field: string | undefined;
  readonly #key: string | undefined;

  constructor(type: NodeType, node: JsonObject, parent?: Node, field?: string, key?: string) {
    this.type = type;
    this.node = node;
    this.#parent = parent;
    this.#field = field;
    this.#key = key;
  }

  get path(): readonly string[] {
    const keys = [this.#field, this.#key].filter((key) => key !== undefined);
    return this.#parent === undefined ? keys : [...this.#parent.path, ...keys];
  }
}

function childrenOf(parent: Node): Node[] {
  const { type, node } = parent;
  const own = fieldsOf.get(type);
  const any = own?.get("*");
  const found: Node[] = [];
  for (const field of Object.keys(node)) {
    const [holds, childType] = own?.get(field) ?? any ?? [];
    const value = childType === undefined ? undefined : node[field];
    if (childType === undefined || typeof value !== "object" || value === null) continue;
    if (holds === "one") {
      if (isObject(value)) found.push(new Node(childType, value, parent, field));
      continue;
    }
    const children = value as JsonObject;
    for (const key of Object.keys(children)) {
      const child = children[key];
      if (isObject(child)) found.push(new Node(childType, child, parent, field, key));
    }
  }
  return found;
}
