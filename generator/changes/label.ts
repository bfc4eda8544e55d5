import { keysOf, type JsonObject } from "../json.ts";
import type { Step } from "./locate.ts";
import { say, type Phrase } from "./phrase.ts";
import { objectAt } from "./places.ts";

/** What people call the place a pointer leads to: `Upload.file`, query parameter `limit`, `result.data[].id`. */
export function labelOf(document: JsonObject, place: string): Phrase {
  const keys = keysOf(place);
  const [root, kind, name = ""] = keys;
  if (root === "components" && kind === "schemas") return say`${name + partsOf(keys.slice(3))}`;
  if (root === "webhooks") return say`webhook ${(kind ?? "") + schemaParts(keys.slice(3))}`;
  const depth = parameterDepth(keys);
  if (depth !== undefined) return parameterLabel(document, place, depth);
  if (root === "components") return say`${name + schemaParts(keys.slice(3))}`;
  if (keys[3] === "requestBody") return say`${`body${schemaParts(keys.slice(4))}`}`;
  if (keys[3] === "responses") return say`${`result${schemaParts(keys.slice(5))}`}`;
  return say`${keys.join(" ")}`;
}

/** The label of something inside what another label names. */
export function partLabel(label: Phrase, step: Step): Phrase {
  const last = label.at(-1);
  const code = last === undefined || typeof last === "string" ? "" : last.code;
  return [...label.slice(0, -1), { code: code + stepText(step) }];
}

function stepText(step: Step): string {
  switch (step.kind) {
    case "property":
      return propertyText(step.name);
    case "items":
      return "[]";
    case "values":
      return "[string]";
    case "member":
      return "";
  }
}

function propertyText(name: string): string {
  return /^[\w$]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** How many keys lead to the parameter that a pointer leads to or into. */
function parameterDepth([root, kind, second, third]: readonly string[]): number | undefined {
  if (root === "components") return kind === "parameters" ? 3 : undefined;
  if (second === "parameters") return 4;
  return third === "parameters" ? 5 : undefined;
}

function parameterLabel(document: JsonObject, place: string, depth: number): Phrase {
  const tokens = place.split("/").slice(0, depth + 1);
  const parameter = objectAt(document, tokens.join("/"));
  const rest = schemaParts(keysOf(place).slice(depth));
  return [`${String(parameter.in)} parameter `, { code: String(parameter.name) + rest }];
}

/** The part of a label that stands for what follows `schema`, the first one on the way. */
function schemaParts(keys: readonly string[]): string {
  const schema = keys.indexOf("schema");
  return schema < 0 ? "" : partsOf(keys.slice(schema + 1));
}

function partsOf(keys: readonly string[]): string {
  const [key, next = "", ...rest] = keys;
  switch (key) {
    case undefined:
      return "";
    case "properties":
      return propertyText(next) + partsOf(rest);
    case "items":
      return `[]${partsOf(keys.slice(1))}`;
    case "additionalProperties":
      return `[string]${partsOf(keys.slice(1))}`;
    case "allOf":
    case "anyOf":
    case "oneOf":
      return partsOf(rest);
    default:
      return partsOf(keys.slice(1));
  }
}
