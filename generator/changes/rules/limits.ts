import { isObject, type JsonObject } from "../../json.ts";
import type { SchemaPair } from "./schema-pairs.ts";

/** A keyword that says which values of a type are allowed. */
export interface LimitChange {
  readonly keyword: string;
  /** It allows fewer values than before, more, perhaps some of both, or others altogether. */
  readonly kind: "tighter" | "wider" | "unclear" | "other";
  readonly before: unknown;
  readonly after: unknown;
}

type Compare = (before: unknown, after: unknown) => LimitChange["kind"];

const unclear: Compare = () => "unclear";
const tighterIf = (tighter: boolean) => (tighter ? "tighter" : "wider");
const lowered: Compare = (before, after) => tighterIf(Number(after) < Number(before));
const raised: Compare = (before, after) => tighterIf(Number(after) > Number(before));
/** In OpenAPI 3.0 the exclusive limits only qualify the others. */
const orTrue =
  (compare: Compare): Compare =>
  (before, after) =>
    typeof after === "boolean" ? tighterIf(after) : compare(before, after);

/** For each keyword, what a change from one value to another does. A limit that is new is tighter, one that is gone wider. */
const keywords: Record<string, Compare> = {
  maximum: lowered,
  exclusiveMaximum: orTrue(lowered),
  maxLength: lowered,
  maxItems: lowered,
  maxProperties: lowered,
  minimum: raised,
  exclusiveMinimum: orTrue(raised),
  minLength: raised,
  minItems: raised,
  minProperties: raised,
  uniqueItems: unclear,
  multipleOf: (before, after) => tighterIf(Number(before) % Number(after) !== 0),
  pattern: unclear,
  not: unclear,
  if: unclear,
  then: unclear,
  else: unclear,
  contains: unclear,
  minContains: raised,
  maxContains: lowered,
  propertyNames: unclear,
  dependentRequired: unclear,
  dependentSchemas: unclear,
  additionalProperties: (_, after) => tighterIf(after === false),
  unevaluatedProperties: unclear,
  contentEncoding: () => "other",
  contentMediaType: () => "other",
  format: () => "other",
  type: (_, after) => tighterIf(after === "integer"),
};

/** Formats that say which strings are allowed; others only help to read a value. */
const checkedFormats = new Set(
  (
    "byte date date-time duration email hostname idn-email idn-hostname ipv4 ipv6 iri iri-reference json-pointer regex " +
    "relative-json-pointer time uri uri-reference uri-template uuid"
  ).split(" "),
);

export function limitChanges(pair: SchemaPair): LimitChange[] {
  const [base, head] = [pair.base.schema, pair.head.schema];
  // With another type they are limits on something else, and the type is told already.
  if (typesIn(base) !== typesIn(head)) return [];
  const written = Object.entries(keywords).filter(
    ([keyword]) => keyword in base || keyword in head,
  );
  return written.flatMap(([keyword, compare]): LimitChange[] => {
    if (keyword === "additionalProperties" && (hasFreeKeys(base) || hasFreeKeys(head))) return [];
    const [before, after] = [limitOf(base, keyword), limitOf(head, keyword)];
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    const isBoth = before !== undefined && after !== undefined;
    const kind = isBoth ? compare(before, after) : tighterIf(after !== undefined);
    return [{ keyword, kind, before, after }];
  });
}

/** TypeScript has one type for both. */
function typesIn({ type }: JsonObject): string {
  const names = [type].flat().map((name) => (name === "integer" ? "number" : String(name)));
  return [...new Set(names)].sort().join();
}

/** Whether the type shows that there may be other keys than the properties: of an object that is only not closed it does not. */
function hasFreeKeys({ properties, additionalProperties = false }: JsonObject): boolean {
  return !isObject(properties) || additionalProperties !== false;
}

/** What a keyword says beyond the type; undefined where it limits nothing. */
function limitOf(schema: JsonObject, keyword: string): unknown {
  const value = schema[keyword];
  const types = [schema.type].flat();
  switch (keyword) {
    case "additionalProperties":
      return value !== false;
    case "contentEncoding":
      return value ?? "none";
    case "contentMediaType":
      return value === "application/octet-stream" ? undefined : value;
    case "format":
      return types.includes("string") && checkedFormats.has(String(value)) ? value : undefined;
    case "type":
      return types.find((type) => type === "integer" || type === "number");
    default:
      return value === false && keyword !== "unevaluatedProperties" ? undefined : value;
  }
}
