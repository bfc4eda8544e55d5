import type { JsonObject } from "../../json.ts";
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
  uniqueItems: () => "unclear",
  multipleOf: (before, after) => tighterIf(Number(before) % Number(after) !== 0),
  pattern: () => "unclear",
  format: () => "other",
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
  if (JSON.stringify(base.type) !== JSON.stringify(head.type)) return [];
  return Object.entries(keywords).flatMap(([keyword, compare]): LimitChange[] => {
    const [before, after] = [limitOf(base, keyword), limitOf(head, keyword)];
    if (before === after) return [];
    const isBoth = before !== undefined && after !== undefined;
    const kind = isBoth ? compare(before, after) : tighterIf(after !== undefined);
    return [{ keyword, kind, before, after }];
  });
}

function limitOf(schema: JsonObject, keyword: string): unknown {
  const value = schema[keyword];
  if (value === false) return undefined;
  if (keyword !== "format") return value;
  const isText = [schema.type].flat().includes("string");
  return isText && checkedFormats.has(String(value)) ? value : undefined;
}
