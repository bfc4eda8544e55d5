import type { DocumentedType } from "../api-model.ts";
import { isObject, type JsonObject } from "../json.ts";
import { alternativesOf, follow, isBinary, isNever, typesOf } from "../schema.ts";
import { modelKeyOf, type Context } from "./context.ts";

/** A schema's type in a few words, for people: models by name, anything deep as `object`. */
export function describeType(context: Context, schema: unknown): DocumentedType {
  const models: string[] = [];
  const text = describe({ context, models, around: [] }, schema);
  return { text, models: [...new Set(models)] };
}

interface Reading {
  readonly context: Context;
  /** Those that are named. */
  readonly models: string[];
  /** The schemas around the one that is read, in which a circle ends. */
  readonly around: readonly JsonObject[];
}

function describe(reading: Reading, schema: unknown): string {
  const { context, models, around } = reading;
  const key = modelKeyOf(context, schema);
  const name = key === undefined ? undefined : context.modelNames.get(key);
  if (name !== undefined) {
    models.push(name);
    return name;
  }
  const node = follow(context.document, schema);
  if (around.includes(node)) return "any";
  if (isBinary(node)) return "BinaryInput";
  if (isNever(node)) return "never";
  if ("const" in node) return JSON.stringify(node.const);
  if (Array.isArray(node.enum)) return unionOf(node.enum.map((value) => JSON.stringify(value)));
  return describeParts({ ...reading, around: [...around, node] }, node);
}

function describeParts(reading: Reading, node: JsonObject): string {
  const alternatives = alternativesOf(node);
  if (alternatives.length > 0)
    return unionOf(alternatives.map((member) => describe(reading, member)));
  if (Array.isArray(node.allOf))
    return intersectionOf(node.allOf.map((member) => describe(reading, member)));
  const types = typesOf(node);
  if (types.length === 0) return "properties" in node ? "object" : "any";
  return unionOf(
    types.map((type) => {
      if (type !== "array") return typeof type === "string" ? type : "any";
      if (Array.isArray(node.prefixItems)) return tupleOf(reading, node.prefixItems, node.items);
      const items = describe(reading, node.items);
      return isObject(node.items) && /[ |&]/.test(items) ? `(${items})[]` : `${items}[]`;
    }),
  );
}

function tupleOf(reading: Reading, first: readonly unknown[], items: unknown): string {
  const types = first.map((item) => describe(reading, item));
  const further =
    items === true || isObject(items) ? [`...${describe(reading, { type: "array", items })}`] : [];
  return `[${[...types, ...further].join(", ")}]`;
}

/** A member that only describes the others is of any type. */
function intersectionOf(members: readonly string[]): string {
  const typed = members.filter((member) => member !== "any");
  return [...new Set(typed.length === 0 ? members : typed)].join(" & ");
}

function unionOf(members: readonly string[]): string {
  return [...new Set(members)].join(" | ");
}
