import { isObject, pointer, type JsonObject } from "../json.ts";
import { SpecError } from "../errors.ts";
import {
  isFieldsOnly,
  missingFields,
  otherKind,
  scalarMistakes,
  unknownField,
  type Mistake,
  type Place,
} from "./structure-mistakes.ts";
import { rootStructure, type Scalar, type Structure } from "./structure-tables.ts";
import { line } from "../text.ts";

/**
 * Looks at each object of a bundled document for what OpenAPI has otherwise: fields it does not know, such as misspelt
 * ones, values of another kind, and fields that are missing and matter to a client.
 *
 * @param file Names the document.
 * @returns A warning for each kind of mistake: the client is generated, but as if that were not there.
 * @throws {SpecError} Something is not the schema or the list that types could be made of.
 */
export function checkStructure(document: JsonObject, file: string): string[] {
  const kinds = new Map<string, Mistake[]>();
  for (const mistake of mistakesIn(document)) {
    const { path, problem, remedy, isFatal } = mistake;
    if (isFatal) throw new SpecError({ file, pointer: pointer(...path) }, problem, remedy);
    const kind = `${problem}\n  ${remedy}\n`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), mistake]);
  }
  return [...kinds].map(([kind, [first, ...others]]) => {
    const place = line(`${file}${pointer(...(first?.path ?? []))}`, 500);
    return others.length === 0
      ? `${place}: ${kind}`
      : `${place} (the first of ${others.length + 1} places): ${kind}`;
  });
}

/** From the outside in, in document order. */
function mistakesIn(document: JsonObject): Mistake[] {
  const root = rootStructure(String(document.openapi));
  const mistakes: Mistake[] = [];
  const pending: Node[] = [{ value: document, structure: root, owner: root, path: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, structure, path } = next;
    if (structure.name === "Schema" && typeof value === "boolean") continue;
    if (structure.items === undefined ? !isObject(value) : !Array.isArray(value)) {
      mistakes.push(otherKind(next, structure));
      continue;
    }
    // What stands beside a $ref is left to those who follow it.
    if (isObject(value) && typeof value.$ref === "string") continue;
    if (isObject(value)) mistakes.push(...missingFields(value, { value, path, owner: structure }));
    const children = Object.entries(value as object).map(([key, child]: [string, unknown]) =>
      readField({ value: child, path: [...path, key], owner: structure }),
    );
    mistakes.push(...children.flatMap(({ found }) => found));
    pending.push(...children.flatMap(({ node }) => node ?? []).reverse());
  }
  return mistakes;
}

/** A value that is to be an object, a list or a map of OpenAPI's. */
interface Node extends Place {
  readonly structure: Structure;
}

function readField(place: Place): { found: Mistake[]; node?: Node } {
  const key = place.path.at(-1) ?? "";
  const field = fieldOf(place, key);
  if (field === null) return { found: [] };
  if (field === undefined) return { found: [unknownField(place)] };
  if (isStructure(field)) return { found: [], node: { ...place, structure: field } };
  return { found: scalarMistakes(place, field) };
}

/** What a field holds: null for anything, undefined where there is no such field. */
function fieldOf({ owner, value }: Place, key: string): Structure | Scalar | null | undefined {
  if (isFieldsOnly(owner) && key.startsWith("x-")) return null;
  if (isFieldsOnly(owner) && key === "$ref") return { type: "string", resolvable: false };
  const { properties, additionalProperties, items } = owner;
  const field = Object.hasOwn(properties, key) ? properties[key] : (items ?? additionalProperties);
  const found = typeof field === "function" ? field(value, key) : field;
  return found === undefined && key.startsWith("x-") ? null : found;
}

function isStructure(field: Structure | Scalar): field is Structure {
  return field.name !== undefined;
}
