import { isObject, type JsonObject } from "../../json.ts";
import type { Change } from "../sentence.ts";

/** How a schema can differ whose type is the same. */
export type SchemaChangeKind =
  | "default added"
  | "default changed"
  | "default gone"
  /** It allows fewer values than before, more, perhaps some of both, or others altogether. */
  | "tighter limit"
  | "wider limit"
  | "another limit"
  | "another form"
  | "deprecated"
  | "no longer returned"
  | "returned now";

export interface SchemaChange extends Change {
  readonly kind: SchemaChangeKind;
}

type Compare = (before: unknown, after: unknown) => SchemaChangeKind;

const tighterIf = (tighter: boolean): SchemaChangeKind =>
  tighter ? "tighter limit" : "wider limit";
/** In OpenAPI 3.0 the exclusive limits only qualify the others. */
const isTighter = (after: unknown, byNumber: boolean) =>
  tighterIf(typeof after === "boolean" ? after : byNumber);
const lowered: Compare = (before, after) => isTighter(after, Number(after) < Number(before));
const raised: Compare = (before, after) => isTighter(after, Number(after) > Number(before));

/** What a change from one value to another does, by keyword. A limit that is new is tighter, one that is gone wider. */
const keywords = new Map<string, Compare>([
  ...each("maximum exclusiveMaximum maxLength maxItems maxProperties maxContains", lowered),
  ...each("minimum exclusiveMinimum minLength minItems minProperties minContains", raised),
  ["multipleOf", (before, after) => tighterIf(Number(before) % Number(after) !== 0)],
  ...each("uniqueItems pattern not if then else contains propertyNames", () => "another limit"),
  ...each("dependentRequired dependentSchemas unevaluatedProperties", () => "another limit"),
  ["additionalProperties", (_, after) => tighterIf(after === false)],
  ...each("contentEncoding contentMediaType format", () => "another form"),
  ["type", (_, after) => tighterIf(after === "integer")],
]);

function each(names: string, compare: Compare): [keyword: string, compare: Compare][] {
  return names.split(" ").map((name) => [name, compare]);
}

/** Formats that say which strings are allowed; others only help to read a value. */
const checkedFormats = new Set(
  (
    "byte date date-time duration email hostname idn-email idn-hostname ipv4 ipv6 iri iri-reference json-pointer regex " +
    "relative-json-pointer time uri uri-reference uri-template uuid"
  ).split(" "),
);

/** What differs between two schemas whose types are the same, or told already. */
export function keywordChanges(base: JsonObject, head: JsonObject): SchemaChange[] {
  const changes = limitChanges(base, head);
  const [before, after] = [base, head].map((schema) => JSON.stringify(schema.default));
  if (before !== after) {
    const gone = after === undefined ? "default gone" : "default changed";
    changes.unshift({ kind: before === undefined ? "default added" : gone, before, after });
  }
  if (head.deprecated === true && base.deprecated !== true) changes.push({ kind: "deprecated" });
  // What is only written is in no result, though its type is the same.
  const isWritten = head.writeOnly === true;
  if ((base.writeOnly === true) !== isWritten)
    changes.push({ kind: isWritten ? "no longer returned" : "returned now" });
  return changes;
}

/** Keywords that say which values of a type are allowed, as far as they differ. */
function limitChanges(base: JsonObject, head: JsonObject): SchemaChange[] {
  // With another type they are limits on something else, and the type is told already.
  if (typesIn(base) !== typesIn(head)) return [];
  const written = [...keywords].filter(([keyword]) => keyword in base || keyword in head);
  return written.flatMap(([keyword, compare]): SchemaChange[] => {
    if (keyword === "additionalProperties" && (hasFreeKeys(base) || hasFreeKeys(head))) return [];
    const [before, after] = [limitOf(base, keyword), limitOf(head, keyword)];
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    const isBoth = before !== undefined && after !== undefined;
    const kind = isBoth ? compare(before, after) : tighterIf(after !== undefined);
    const textOf = (value: unknown) =>
      value === undefined ? `no ${keyword}` : `${keyword}: ${JSON.stringify(value)}`;
    return [{ kind, before: textOf(before), after: textOf(after) }];
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
