import {
  listOf,
  normalizeTypes,
  type NodeType,
  type NormalizedNodeType,
  type NormalizedScalarSchema,
} from "@redocly/openapi-core/lib/types/index.js";
import { Oas3Types } from "@redocly/openapi-core/lib/types/oas3.js";
import { newFields, newTypes } from "./structure-3.2.ts";
import { Oas3_1Types } from "@redocly/openapi-core/lib/types/oas3_1.js";

/** An object, a list or a map of OpenAPI's, with what its fields hold. */
export type Structure = NormalizedNodeType;
/** A field's value where that is none of these. */
export type Scalar = NormalizedScalarSchema;

/**
 * What the fields of a document's root hold, and theirs in turn: redocly's tables of 3.0 and 3.1, and ours of 3.2, as one, since
 * documents mix them and the generator reads either in both. What a version alone requires is required there only.
 */
export function rootStructure(version: string): Structure {
  const tables: Record<string, NodeType> = { ...Oas3Types, ...Oas3_1Types, ...newTypes };
  const own: Record<string, NodeType> = version.startsWith("3.0") ? Oas3Types : Oas3_1Types;
  const types = Object.entries(tables).map(([name, type]): [string, NodeType] => {
    const properties = {
      ...propertiesIn(Oas3Types, name),
      ...type.properties,
      ...newFields[name],
    };
    if (name === "Schema") Object.assign(properties, eitherWay);
    return [name, { ...type, properties, required: own[name]?.required ?? [] }];
  });
  // The table's own would take values of any kind for texts.
  const DiscriminatorMapping = {
    properties: {},
    additionalProperties: { type: "string" },
  } as const;
  const root = normalizeTypes({ ...Object.fromEntries(types), DiscriminatorMapping }).Root;
  if (root === undefined) throw new Error("The tables have no root.");
  return root;
}

/** What the versions, or JSON Schema before 2020-12, have in two ways, each of which the generator reads. */
const eitherWay: NodeType["properties"] = {
  $recursiveAnchor: { type: "boolean" },
  $recursiveRef: { type: "string" },
  exclusiveMaximum: null,
  exclusiveMinimum: null,
  items: (value: unknown) =>
    Array.isArray(value) ? listOf("Schema") : typeof value === "boolean" ? null : "Schema",
};

function propertiesIn(tables: Record<string, NodeType>, name: string): NodeType["properties"] {
  return tables[name]?.properties ?? {};
}
