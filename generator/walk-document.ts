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
const fieldsOf: Record<NodeType, Record<string, Field>> = {
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

/**
 * Calls `visit` for every OpenAPI object that can hold a schema and every schema, from the outside in, in
 * document order. A visitor may change the object in place: its children are looked up afterwards.
 */
export function walkDocument(document: JsonObject, visit: (visit: Visit) => void): void {
  const pending = [new Node("document", document)];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    visit(next);
    pending.push(...childrenOf(next).reverse());
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
  readonly #keys: readonly string[];
  readonly #parent: Node | undefined;

  constructor(type: NodeType, node: JsonObject, keys: readonly string[] = [], parent?: Node) {
    this.type = type;
    this.node = node;
    this.#keys = keys;
    this.#parent = parent;
  }

  get path(): readonly string[] {
    return this.#parent === undefined ? this.#keys : [...this.#parent.path, ...this.#keys];
  }
}

function childrenOf(parent: Node): Node[] {
  const { type, node } = parent;
  const fields = fieldsOf[type];
  const found: Node[] = [];
  for (const key of Object.keys(node)) {
    const [holds, childType] = (Object.hasOwn(fields, key) ? fields[key] : fields["*"]) ?? [];
    const value = childType === undefined ? undefined : node[key];
    if (childType === undefined || typeof value !== "object" || value === null) continue;
    if (holds === "one") {
      if (isObject(value)) found.push(new Node(childType, value, [key], parent));
      continue;
    }
    for (const [name, child] of Object.entries(value)) {
      if (isObject(child)) found.push(new Node(childType, child, [key, name], parent));
    }
  }
  return found;
}
