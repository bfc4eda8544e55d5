import type { Parameter, TypeReference } from "../api-model.ts";
import { isObject, objectOf, textOf, type JsonObject } from "../json.ts";
import { argumentName } from "../names.ts";
import { wholeQueryMark } from "../normalise/openapi-3.2/marks.ts";
import { keysOfMethod } from "../path-item.ts";
import { follow, parameterSchema } from "../schema.ts";
import type { SpecLocation } from "../errors.ts";
import {
  builtIn,
  locationOf,
  lookup,
  typeReference,
  type Context,
  type SourceOperation,
} from "./context.ts";
import { describeType } from "./documented-type.ts";
import { exampleOf, sampleOf } from "./sample.ts";
import { readParameterStyle } from "./style.ts";

/** The operation's parameters with its path item's, where the operation's own of the same place and name win. */
export function readParameters(context: Context, source: SourceOperation): Parameter[] {
  const parameters = new Map<string, Parameter>();
  for (const entry of [
    source.pathItem.parameters ?? [],
    source.operation.parameters ?? [],
  ].flat()) {
    const parameter = readParameter(context, source, follow(context.document, entry));
    if (parameter !== undefined) parameters.set(`${parameter.in}:${parameter.name}`, parameter);
  }
  return [...parameters.values()];
}

/** Where a parameter stands: in the operation, or in its path item. */
export function parameterLocation(
  context: Context,
  { path, method, pathItem, operation }: SourceOperation,
  { name, in: place }: Pick<Parameter, "in" | "name">,
): SpecLocation {
  const indexIn = (list: unknown) =>
    [list ?? []].flat().findIndex((entry) => {
      const node = follow(context.document, entry);
      return node.name === name && node.in === place;
    });
  const own = indexIn(operation.parameters);
  const keys =
    own < 0
      ? ["parameters", indexIn(pathItem.parameters)]
      : [...keysOfMethod(method), "parameters", own];
  return locationOf(context, "paths", path, ...keys.map(String));
}

function readParameter(
  context: Context,
  source: SourceOperation,
  node: JsonObject,
): Parameter | undefined {
  const { name, in: location } = node;
  if (typeof name !== "string" || !isLocation(location)) return undefined;
  const schema = parameterSchema(context.document, node);
  const [media] = Object.values(objectOf(node.content));
  const required = node.required === true || location === "path";
  const keys = [source.path, source.method, "parameters", location, name];
  return {
    name,
    argumentName: argumentName(name),
    in: location,
    wholeQuery: node[wholeQueryMark] as string | undefined,
    style: readParameterStyle(context, node, location),
    required,
    deprecated: node.deprecated === true,
    description: textOf(node.description),
    type: parameterType(context, schema, lookup("paths", keys, required ? undefined : 4)),
    documentedType: describeType(context, schema),
    example: exampleOf(context, objectOf(media ?? node)) ?? sampleOf(context, schema),
  };
}

function isLocation(value: unknown): value is Parameter["in"] {
  return value === "path" || value === "query" || value === "header" || value === "cookie";
}

const plainTypes: Record<string, TypeReference> = {
  string: builtIn("string"),
  integer: builtIn("number"),
  number: builtIn("number"),
  boolean: builtIn("boolean"),
};

/** Plain types are written out, which reads better in an editor than a path into the schema. */
function parameterType(context: Context, schema: unknown, fallback: TypeReference): TypeReference {
  const plain =
    isObject(schema) &&
    typeof schema.type === "string" &&
    !("enum" in schema) &&
    !("const" in schema);
  return (
    (plain ? plainTypes[String(schema.type)] : undefined) ??
    typeReference(context, schema, fallback)
  );
}
