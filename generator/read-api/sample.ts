import { isObject, objectOf, type JsonObject } from "../json.ts";
import { alternativesOf, follow, isBinary, typesOf } from "../schema.ts";
import type { Context } from "./context.ts";

/** Deep enough for real bodies; below that, and where a schema refers back to itself, a sample ends. */
const maxDepth = 6;

/**
 * An example value for a schema: its own example where it has one, else the smallest value that shows its shape,
 * made of required properties only. Bytes are absent from it: no document can hold them.
 */
export function sampleOf(context: Context, schema: unknown, depth = 0): unknown {
  const node = follow(context.document, schema);
  const [example] = [node.examples ?? []].flat();
  const given = [node.example, example, node.const, node.default, [node.enum].flat()[0]].find(
    (value) => value !== undefined,
  );
  if (given !== undefined) return given;
  if (depth > maxDepth || isBinary(node)) return undefined;
  const [alternative] = alternativesOf(node);
  if (alternative !== undefined) return sampleOf(context, alternative, depth + 1);
  if (Array.isArray(node.allOf))
    return merge(node.allOf.map((member) => sampleOf(context, member, depth + 1)));
  return sampleOfType(context, node, depth);
}

function sampleOfType(context: Context, node: JsonObject, depth: number): unknown {
  const [type = "properties" in node ? "object" : undefined] = typesOf(node);
  switch (type) {
    case "string":
      return samplesByFormat[String(node.format)] ?? "string";
    case "integer":
    case "number":
      return node.minimum ?? 0;
    case "boolean":
      return true;
    case "array": {
      if (Array.isArray(node.prefixItems))
        return node.prefixItems.map((item) => sampleOf(context, item, depth + 1) ?? null);
      const item = sampleOf(context, node.items, depth + 1);
      return item === undefined ? [] : [item];
    }
    case "object":
      return sampleOfObject(context, node, depth);
    default:
      return type === "null" ? null : undefined;
  }
}

const samplesByFormat: Record<string, string> = {
  date: "2026-01-01",
  "date-time": "2026-01-01T00:00:00Z",
  email: "user@example.com",
  uri: "https://example.com",
  uuid: "00000000-0000-4000-8000-000000000000",
};

function sampleOfObject(context: Context, node: JsonObject, depth: number): JsonObject {
  const properties = objectOf(node.properties);
  const required = [node.required ?? []]
    .flat()
    .filter((name): name is string => typeof name === "string");
  const entries = required.map(
    (name) => [name, sampleOf(context, properties[name], depth + 1)] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function merge(values: readonly unknown[]): unknown {
  const objects = values.filter(isObject);
  return objects.length > 0
    ? Object.assign({}, ...objects)
    : values.find((value) => value !== undefined);
}

/** The example that a media type or parameter gives itself; the first, where it gives several. */
export function exampleOf(context: Context, node: JsonObject): unknown {
  const [named] = Object.values(objectOf(node.examples));
  return node.example ?? follow(context.document, named).value;
}
