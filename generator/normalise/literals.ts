import { objectOf, type JsonObject } from "../json.ts";
import { alternativesOf, follow } from "../schema.ts";

/**
 * The values to which a schema fixes one of its properties: by `const` or `enum`, behind `$ref`s, in an `allOf`, or, where it
 * is a union, in each of its alternatives. Undefined where any other value may come.
 *
 * @param around The schemas around it, in which a circle ends: it adds nothing to what they fix.
 */
export function fixedValues(
  document: JsonObject,
  schema: unknown,
  property: string,
  around: readonly JsonObject[] = [],
): unknown[] | undefined {
  const node = follow(document, schema);
  if (around.includes(node)) return [];
  const inside = [...around, node];
  const parts = [
    literalsOf(document, objectOf(node.properties)[property]),
    ofAlternatives(node, (member) => fixedValues(document, member, property, inside)),
    ...[node.allOf ?? []].flat().map((member) => fixedValues(document, member, property, inside)),
  ];
  return common(parts);
}

/** The values that a schema allows, if it lists them. */
function literalsOf(
  document: JsonObject,
  schema: unknown,
  around: readonly JsonObject[] = [],
): unknown[] | undefined {
  const node = follow(document, schema);
  if (around.includes(node)) return [];
  const inside = [...around, node];
  return common([
    "const" in node ? [node.const] : undefined,
    Array.isArray(node.enum) ? (node.enum as unknown[]) : undefined,
    ofAlternatives(node, (member) => literalsOf(document, member, inside)),
    ...[node.allOf ?? []].flat().map((member) => literalsOf(document, member, inside)),
  ]);
}

/** What the alternatives of a schema fix together: nothing if one of them leaves it open. `null` fixes everything. */
function ofAlternatives(
  node: JsonObject,
  valuesOf: (member: unknown) => unknown[] | undefined,
): unknown[] | undefined {
  const members = alternativesOf(node).filter((member) => objectOf(member).type !== "null");
  const values = members.map(valuesOf);
  if (values.length === 0 || values.includes(undefined)) return undefined;
  return [...new Set(values.flatMap((list) => list ?? []))];
}

/** What is in every list that there is. */
function common(lists: readonly (readonly unknown[] | undefined)[]): unknown[] | undefined {
  const [first, ...others] = lists.filter((list) => list !== undefined);
  return first?.filter((value) => others.every((list) => list.includes(value)));
}
