import { isObject, objectOf, objectsIn, type JsonObject } from "../json.ts";
import { alternativesOf, follow, isBinary, isNever, sentAsText, typesOf } from "../schema.ts";
import { hasClashingMembers } from "./clashing-members.ts";
import type { Context } from "./context.ts";

/**
 * Whether openapi-fetch's types lose something of a result in this schema: they take the type of bytes apart, make
 * lists of tuples, drop properties that are always null or that nothing fits (figma.yaml, mistral.yaml, discord.json), and
 * merge what is required of alternatives with them (orval-form-data.yaml).
 */
export function isLossyResult(context: Context, schema: unknown): boolean {
  return reaches(context, schema, isLostInResult);
}

/** The same of a body: its properties that are always null may not be given (readme-schema-types-31.json). */
export function isLossyBody(context: Context, schema: unknown): boolean {
  return reaches(context, schema, holdsNull);
}

/** Whether bytes could stand where a schema has text for them. */
export function holdsBytesAsText(context: Context, schema: unknown): boolean {
  return reaches(context, schema, isBytesAsText);
}

type Question = (node: JsonObject, document: JsonObject) => boolean;

/** What has been found out, by question. Operations share most of their schemas, and nothing is changed between them. */
const known = new WeakMap<JsonObject, Map<Question, Map<JsonObject, boolean>>>();

function reaches({ document }: Context, schema: unknown, question: Question): boolean {
  const ofDocument = known.get(document) ?? new Map<Question, Map<JsonObject, boolean>>();
  known.set(document, ofDocument);
  const results = ofDocument.get(question) ?? new Map<JsonObject, boolean>();
  ofDocument.set(question, results);
  const start = follow(document, schema);
  const seen = new Set<JsonObject>([start]);
  // A set hands out what is added to it while it is gone through.
  for (const node of seen) {
    const result = results.get(node) ?? (question(node, document) || undefined);
    if (result === true) {
      results.set(start, true);
      return true;
    }
    if (result === false) continue;
    for (const child of Object.values(node).flat())
      if (isObject(child)) seen.add(follow(document, child));
  }
  for (const node of seen) results.set(node, false);
  return false;
}

function isLostInResult(node: JsonObject, document: JsonObject): boolean {
  return (
    isBinary(node) ||
    isTuple(node) ||
    holdsNull(node, document) ||
    isNever(node) ||
    requiresOfAlternatives(node, document) ||
    hasClashingMembers(document, node)
  );
}

/** Whether a schema requires a property that only its alternatives have, or those of what it is composed of. */
function requiresOfAlternatives(node: JsonObject, document: JsonObject): boolean {
  const members = [node, ...objectsIn(node.allOf).map((member) => follow(document, member))];
  if (members.every((member) => alternativesOf(member).length === 0)) return false;
  const names = [node.required ?? []].flat() as string[];
  return names.some((name) => !Object.hasOwn(objectOf(node.properties), name));
}

function isBytesAsText(node: JsonObject): boolean {
  return node[sentAsText] === true || isBinary(node);
}

/** Also a list that is a value given word for word. */
function isTuple({ prefixItems, items, const: only, enum: values }: JsonObject): boolean {
  const literals = [only, ...(Array.isArray(values) ? (values as unknown[]) : [])];
  return Array.isArray(prefixItems) || Array.isArray(items) || literals.some(Array.isArray);
}

/** Of an object: whether one of its properties is. */
function holdsNull({ properties }: JsonObject, document: JsonObject): boolean {
  return Object.values(objectOf(properties)).some((schema) =>
    isAlwaysNull(follow(document, schema)),
  );
}

function isAlwaysNull(schema: JsonObject): boolean {
  if (schema.const === null) return true;
  if (Array.isArray(schema.enum)) return schema.enum.every((value) => value === null);
  return schema.type !== undefined && typesOf(schema).every((type) => type === "null");
}
