import type { JsonObject } from "../../generator/json.ts";

/** Something that OpenAPI 3.2 added. */
export interface Feature {
  /** Added to the document. */
  readonly given: JsonObject;
  /** To be found in the sources. */
  readonly wants?: readonly string[];
  /** To be found in the warnings. */
  readonly warns?: string;
}

const item = { $ref: "#/components/schemas/Item" };
const ok = { "200": { description: "ok", content: { "application/json": { schema: item } } } };
const items = (mediaType: string, name: string) => ({
  paths: { [`/${name}`]: { get: operation(name, { [mediaType]: { itemSchema: item } }) } },
});
const operation = (operationId: string, content: object) => ({
  operationId,
  responses: { "200": { description: "ok", content } },
});

/** Each by itself; documents combine them. */
export const features: Readonly<Record<string, Feature>> = {
  QUERY: {
    given: { paths: { "/query": { query: { operationId: "ask", responses: ok } } } },
    wants: [
      'withMethod(this.#client, "QUERY")("/query"',
      "ask(options?: RequestOptions): Promise<Item>",
    ],
  },
  "QUERY beside GET": {
    given: {
      paths: {
        "/both": {
          query: { operationId: "queryBoth", responses: ok },
          get: { operationId: "getBoth", responses: ok },
        },
      },
    },
    wants: ['withMethod(this.#client, "QUERY")("/both"', 'this.#client.GET("/both"'],
  },
  "additional operations": {
    given: {
      paths: {
        "/more": { additionalOperations: { PURGE: { operationId: "purge", responses: ok } } },
      },
    },
    wants: ['withMethod(this.#client, "PURGE")("/more"'],
  },
  querystring: {
    given: {
      paths: {
        "/whole": {
          get: {
            operationId: "whole",
            responses: ok,
            parameters: [
              { name: "q", in: "querystring", content: { "application/json": { schema: item } } },
            ],
          },
        },
      },
    },
    wants: ['querySerializer: wholeQuery("q", "application/json")'],
  },
  "items as events": {
    given: items("text/event-stream", "events"),
    wants: ["Promise<AsyncIterable<Item>>"],
  },
  "items as lines": {
    given: items("application/jsonl", "lines"),
    wants: ['"application/jsonl",\n    );'],
  },
  "items as a sequence": {
    given: items("application/geo+json-seq", "sequence"),
    wants: ["unwrapItems("],
  },
  "items or the whole": {
    given: {
      paths: {
        "/either": {
          get: operation("either", {
            "application/json": { schema: { type: "array", items: item } },
            "application/x-ndjson": { itemSchema: item },
          }),
        },
      },
    },
    wants: ['accept: "application/json, application/x-ndjson"'],
  },
  "items of parts": {
    given: {
      paths: {
        "/parts": {
          get: operation("parts", { "multipart/mixed": { itemSchema: item, itemEncoding: {} } }),
        },
      },
    },
    warns: "itemEncoding is not followed",
  },
  "media types by reference": {
    given: {
      paths: {
        "/referred": {
          get: operation("referred", {
            "application/json": { $ref: "#/components/mediaTypes/Item" },
          }),
        },
      },
      components: { mediaTypes: { Item: { schema: item } } },
    },
    wants: ["referred(options?: RequestOptions): Promise<Item>"],
  },
  defaultMapping: {
    given: {
      components: {
        schemas: {
          Either: {
            oneOf: [item, { $ref: "#/components/schemas/Rest" }],
            discriminator: {
              propertyName: "kind",
              mapping: { item: "Item" },
              defaultMapping: "Rest",
            },
          },
          Rest: { type: "object", properties: { kind: { type: "string" } } },
        },
      },
    },
    wants: ['Either: components["schemas"]["Item"] | components["schemas"]["Rest"]'],
  },
  $self: {
    given: {
      $self: "https://example.com/api.yaml",
      components: {
        schemas: { Own: { $ref: "https://example.com/api.yaml#/components/schemas/Item" } },
      },
    },
    wants: ['Own: components["schemas"]["Item"]'],
  },
  tags: {
    given: {
      tags: [{ name: "default", summary: "All of it.", parent: "up", kind: "nav" }, { name: "up" }],
    },
    wants: ["All of it."],
  },
  "a response's summary": {
    given: {
      paths: {
        "/told": {
          delete: { operationId: "told", responses: { "204": { summary: "It is gone." } } },
        },
      },
    },
    wants: ["It is gone."],
  },
  examples: {
    given: {
      paths: {
        "/example": {
          get: {
            operationId: "example",
            responses: ok,
            parameters: [
              {
                name: "q",
                in: "query",
                required: true,
                schema: { type: "string" },
                examples: { a: { dataValue: "data value", serializedValue: "q=data%20value" } },
              },
            ],
          },
        },
      },
    },
    wants: ['"data value"'],
  },
  "style: cookie": {
    given: {
      paths: {
        "/cookie": {
          get: {
            operationId: "cookie",
            responses: ok,
            parameters: [
              {
                name: "c",
                in: "cookie",
                style: "cookie",
                schema: { type: "array", items: { type: "string" } },
              },
            ],
          },
        },
      },
    },
    wants: ['c: { style: "cookie" }'],
  },
  "deprecated security": {
    given: {
      security: [{ old: [] }],
      components: { securitySchemes: { old: { type: "http", scheme: "basic", deprecated: true } } },
    },
    wants: ["old (HTTP basic, deprecated)"],
  },
  "device flow": {
    given: {
      components: {
        securitySchemes: {
          device: {
            type: "oauth2",
            oauth2MetadataUrl: "https://example.com/.well-known",
            flows: {
              deviceAuthorization: {
                deviceAuthorizationUrl: "https://example.com/a",
                tokenUrl: "https://example.com/b",
                scopes: {},
              },
            },
          },
        },
      },
    },
  },
  servers: {
    given: { servers: [{ url: "https://api.example.com", name: "production" }] },
    wants: ["https://api.example.com"],
  },
  "nodes of XML": {
    given: { components: { schemas: { Node: { type: "string", xml: { nodeType: "cdata" } } } } },
    wants: ["Node: string"],
  },
};

/** What each document has besides. */
export const bare = {
  openapi: "3.2.0",
  info: { title: "All", version: "1" },
  paths: { "/items": { get: { operationId: "list", responses: ok } } },
  components: {
    schemas: {
      Item: { type: "object", required: ["kind"], properties: { kind: { const: "item" } } },
    },
  },
};
