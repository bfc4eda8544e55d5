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

/** Fields by OpenAPI 3.1, a superset of 3.0's. Free-form ones (example, default, x-…) are data, so they are left out. */
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
  const pending: Visit[] = [{ type: "document", node: document, path: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    visit(next);
    pending.push(...childrenOf(next).reverse());
  }
}

/** Every object of the document comes through here several times, so nothing is made that isn't kept. */
function childrenOf({ type, node, path }: Visit): Visit[] {
  const fields = fieldsOf[type];
  const found: Visit[] = [];
  for (const key of Object.keys(node)) {
    const [holds, childType] = (Object.hasOwn(fields, key) ? fields[key] : fields["*"]) ?? [];
    const value = childType === undefined ? undefined : node[key];
    if (childType === undefined || typeof value !== "object" || value === null) continue;
    if (holds === "one") {
      if (isObject(value)) found.push({ type: childType, node: value, path: path.concat(key) });
      continue;
    }
    for (const [name, child] of Object.entries(value)) {
      if (isObject(child))
        found.push({ type: childType, node: child, path: path.concat(key, name) });
    }
  }
  return found;
}
