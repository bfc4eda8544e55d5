import { isObject, type JsonObject } from "../json.ts";
import { follow, type Context } from "./context.ts";
import { isBinary } from "./multipart-fields.ts";

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

/** openapi-fetch looks past what is not written as a media type is. */
export function isNoType(mediaType: string): boolean {
  return !mediaType.includes("/");
}

function reaches(
  context: Context,
  schema: unknown,
  isFound: (node: JsonObject) => boolean,
): boolean {
  const seen = new Set<JsonObject>([follow(context, schema)]);
  // A set hands out what is added to it while it is gone through.
  for (const node of seen) {
    if (isFound(node)) return true;
    for (const child of Object.values(node).flat())
      if (isObject(child)) seen.add(follow(context, child));
  }
  return false;
}

function isTuple({ prefixItems, items }: JsonObject): boolean {
  return Array.isArray(prefixItems) || Array.isArray(items);
}

/** Of an object: whether one of its properties is. */
function holdsNull(context: Context, { properties }: JsonObject): boolean {
  const schemas = Object.values(isObject(properties) ? properties : {});
  return schemas.some((schema) => isAlwaysNull(follow(context, schema)));
}

function isAlwaysNull({ type, enum: values, const: constant }: JsonObject): boolean {
  if (constant === null) return true;
  if (Array.isArray(values)) return values.every((value) => value === null);
  return type !== undefined && [type].flat().every((it) => it === "null");
}
