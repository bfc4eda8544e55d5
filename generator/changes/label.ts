import { keysOf, pointer, type JsonObject } from "../json.ts";
import { objectAt, type Step } from "./locate.ts";
import { say, type Phrase } from "./sentence.ts";

/** What people call that which a pointer leads to: `Upload.file`, query parameter `limit`, `result.data[].id`. */
export function labelOf(document: JsonObject, target: string): Phrase {
  const all = keysOf(target);
  const keys = all[2] === "additionalOperations" ? all.toSpliced(2, 1) : all;
  const [root, kind = "", name = "", part] = keys;
  const isModel = root === "components" && kind === "schemas";
  const schema = isModel ? 2 : keys.indexOf("schema", 3);
  const inside = schema < 0 ? "" : insideOf(keys.slice(schema + 1));
  if (root === "webhooks") return say`webhook ${kind + inside}`;
  const parameter = parameterAt(document, all);
  if (parameter !== undefined)
    return say`${[`${String(parameter.in)} parameter `]}${String(parameter.name) + inside}`;
  if (root === "components") return say`${name + inside}`;
  if (part === "requestBody") return say`${`body${inside}`}`;
  if (part === "responses") return say`${`result${inside}`}`;
  return say`${keys.join(" ")}`;
}

/** The parameter that a pointer leads to or into. */
function parameterAt(document: JsonObject, keys: readonly string[]): JsonObject | undefined {
  const list = keys.indexOf("parameters");
  const isThere = keys[0] === "components" ? list === 1 : list >= 2 && list <= 4;
  return isThere ? objectAt(document, pointer(...keys.slice(0, list + 2))) : undefined;
}

/** The way into a schema, as code goes it: `.data[].id`. */
function insideOf(keys: readonly string[]): string {
  const [key, next = "", ...rest] = keys;
  if (key === undefined) return "";
  if (key === "properties") return propertyText(next) + insideOf(rest);
  if (key === "allOf" || key === "anyOf" || key === "oneOf") return insideOf(rest);
  const text = key === "items" ? "[]" : key === "additionalProperties" ? "[string]" : "";
  return text + insideOf(keys.slice(1));
}

/** The label of something inside what another label names. */
export function partLabel(label: Phrase, step: Step): Phrase {
  const last = label.at(-1);
  const code = last === undefined || typeof last === "string" ? "" : last.code;
  return [...label.slice(0, -1), { code: code + stepText(step) }];
}

function stepText(step: Step): string {
  if (step.kind === "property") return propertyText(step.name);
  return step.kind === "items" ? "[]" : "[string]";
}

function propertyText(name: string): string {
  return /^[\w$]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
