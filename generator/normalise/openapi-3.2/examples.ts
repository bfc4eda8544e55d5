import { objectOf, type JsonObject } from "../../json.ts";
import { follow } from "../../schema.ts";

/** `dataValue` is what 3.1 calls `value`, and `serializedValue` the text that goes over the wire. */
export function lowerExamples(document: JsonObject, owner: JsonObject): void {
  for (const entry of Object.values(objectOf(owner.examples))) {
    const example = follow(document, entry);
    if (example.value !== undefined) continue;
    const value = example.dataValue ?? parsed(example.serializedValue);
    if (value !== undefined) example.value = value;
  }
}

function parsed(text: unknown): unknown {
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
