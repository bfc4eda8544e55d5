import { isObject, type JsonObject } from "../json.ts";
import { acceptsNull } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Says `null` the OpenAPI 3.1 way wherever a document says `nullable: true`, which means nothing in 3.1 and is
 * ignored by schema tools beside `$ref` and `allOf`. Outermost schemas first: rewriting an inner one first would
 * hide from the outer rule that its member was there only to say "or null".
 *
 * Needed by the OpenAI document (3.1.0): 111 places, `Upload.file` among them, whose `null` is lost without it.
 */
export function rewriteNullable(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type !== "schema") return;
    if (node.nullable === true) makeNullable(node);
    else if (Array.isArray(node.allOf)) liftNullableMember(node, node.allOf);
    delete node.nullable;
  });
}

const nullSchema = { type: "null" };

function makeNullable(schema: JsonObject): void {
  const union = schema.oneOf ?? schema.anyOf;
  if (Array.isArray(union)) {
    if (!union.some(acceptsNull)) union.push({ ...nullSchema });
  } else if ("$ref" in schema || "allOf" in schema) {
    wrapInUnion(schema);
  } else if ("const" in schema) {
    schema.enum = [schema.const, null];
    delete schema.const;
    addNullType(schema);
  } else {
    if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum.push(null);
    addNullType(schema);
  }
}

function addNullType(schema: JsonObject): void {
  const types = schema.type ?? ("properties" in schema ? "object" : undefined);
  if (types === undefined) return;
  schema.type = [...new Set([types, "null"].flat())];
}

/** `allOf: [X, {nullable: true, description}]` is X or null: the bare member is how authors annotate a `$ref`. */
function liftNullableMember(schema: JsonObject, members: unknown[]): void {
  const bare = members.find((member) => isObject(member) && isBareNullable(member));
  if (!isObject(bare)) return;
  const rest = members.filter((member) => member !== bare);
  if (rest.length > 0) schema.allOf = rest;
  else delete schema.allOf;
  Object.assign(schema, { ...bare, ...schema });
  wrapInUnion(schema);
}

/** What is said about a schema, not of its values. */
export const annotationKeys = new Set([
  "nullable",
  "description",
  "title",
  "default",
  "example",
  "deprecated",
  "readOnly",
  "writeOnly",
]);

function isBareNullable(schema: JsonObject): boolean {
  return (
    schema.nullable === true &&
    Object.keys(schema).every((key) => annotationKeys.has(key) || key.startsWith("x-"))
  );
}

/** Turns a schema into `anyOf: [what it was, null]`, its annotations staying on the outside, where readers look. */
export function wrapInUnion(schema: JsonObject): void {
  const inner: JsonObject = {};
  for (const key of Object.keys(schema)) {
    if (annotationKeys.has(key) || key.startsWith("x-")) continue;
    inner[key] = schema[key];
    Reflect.deleteProperty(schema, key);
  }
  const onlyMember =
    Object.keys(inner).length === 1 && Array.isArray(inner.allOf) && inner.allOf.length === 1;
  const rest: unknown = onlyMember ? (inner.allOf as unknown[])[0] : inner;
  schema.anyOf = [rest, { ...nullSchema }];
}
