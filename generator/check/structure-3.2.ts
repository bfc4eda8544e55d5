import { isObject } from "../json.ts";
import { isMediaType } from "../media-type.ts";
import { listOf, mapOf, type NodeType } from "@redocly/openapi-core/lib/types/index.js";

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const anything = { isExample: true } as const;

/** The fields that OpenAPI 3.2 added, by the object that has them. https://spec.openapis.org/oas/v3.2.0 */
export const newFields: Readonly<Record<string, NodeType["properties"]>> = {
  Root: { $self: text },
  Server: { name: text },
  Tag: { summary: text, parent: text, kind: text },
  PathItem: { query: "Operation", additionalOperations: mapOf("Operation") },
  Parameter: {
    in: { enum: ["query", "querystring", "header", "path", "cookie"] },
    style: {
      enum: [
        "form",
        "simple",
        "label",
        "matrix",
        "spaceDelimited",
        "pipeDelimited",
        "deepObject",
        "cookie",
      ],
    },
  },
  Response: { summary: text },
  MediaType: {
    itemSchema: "Schema",
    itemEncoding: "Encoding",
    prefixEncoding: listOf("Encoding"),
  },
  Encoding: {
    encoding: "EncodingMap",
    itemEncoding: "Encoding",
    prefixEncoding: listOf("Encoding"),
  },
  Example: { dataValue: anything, serializedValue: text },
  Discriminator: { defaultMapping: text },
  Xml: { nodeType: { enum: ["element", "attribute", "text", "cdata", "none"] } },
  Components: { mediaTypes: "NamedMediaTypes" },
  SecurityScheme: { deprecated: flag, oauth2MetadataUrl: text },
  OAuth2Flows: { deviceAuthorization: "DeviceAuthorization" },
};

/** The objects that it added. */
export const newTypes: Readonly<Record<string, NodeType>> = {
  // lob names all media types of a body by one key.
  NamedMediaTypes: {
    properties: {},
    additionalProperties: (value: unknown) => (isContent(value) ? "MediaTypesMap" : "MediaType"),
  },
  DeviceAuthorization: {
    properties: {
      deviceAuthorizationUrl: text,
      tokenUrl: text,
      refreshUrl: text,
      scopes: { type: "object" },
    },
    required: ["deviceAuthorizationUrl", "tokenUrl", "scopes"],
    extensionsPrefix: "x-",
  },
};

function isContent(value: unknown): boolean {
  const keys = isObject(value) ? Object.keys(value) : [];
  return keys.length > 0 && keys.every(isMediaType);
}
