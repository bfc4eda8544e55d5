import { isObject, objectOf, type JsonObject } from "../json.ts";
import { follow, isBinary, sentAsText, typesOf } from "../schema.ts";
import type { Context } from "./context.ts";

/**
 * Whether openapi-fetch's types lose something of a result in this schema: they take the type of bytes apart, make
 * lists of tuples, and drop properties that are always null (figma.yaml, mistral.yaml, discord.json).
 */
export function isLossyResult(context: Context, schema: unknown): boolean {
  return reaches(
    context,
    schema,
    (node) => isBinary(node) || isTuple(node) || holdsNull(context, node),
  );
}

/** The same of a body: its properties that are always null may not be given (readme-schema-types-31.json). */
export function isLossyBody(context: Context, schema: unknown): boolean {
  return reaches(context, schema, (node) => holdsNull(context, node));
}

/** Whether bytes could stand where a schema has text for them. */
export function holdsBytesAsText(context: Context, schema: unknown): boolean {
  return reaches(context, schema, (node) => node[sentAsText] === true || isBinary(node));
}

function reaches(
  { document }: Context,
  schema: unknown,
  isFound: (node: JsonObject) => boolean,
): boolean {
  const seen = new Set<JsonObject>([follow(document, schema)]);
  // A set hands out what is added to it while it is gone through.
  for (const node of seen) {
    if (isFound(node)) return true;
    for (const child of Object.values(node).flat())
      if (isObject(child)) seen.add(follow(document, child));
  }
  return false;
}

/** Also a list that is a value given word for word. */
function isTuple({ prefixItems, items, const: only, enum: values }: JsonObject): boolean {
  const literals = [only, ...(Array.isArray(values) ? (values as unknown[]) : [])];
  return Array.isArray(prefixItems) || Array.isArray(items) || literals.some(Array.isArray);
}

/** Of an object: whether one of its properties is. */
function holdsNull({ document }: Context, { properties }: JsonObject): boolean {
  return Object.values(objectOf(properties)).some((schema) =>
    isAlwaysNull(follow(document, schema)),
  );
}

function isAlwaysNull(schema: JsonObject): boolean {
  if (schema.const === null) return true;
  if (Array.isArray(schema.enum)) return schema.enum.every((value) => value === null);
  return schema.type !== undefined && typesOf(schema).every((type) => type === "null");
}
