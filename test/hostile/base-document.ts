import type { JsonObject } from "../../generator/json.ts";

const json = (schema: JsonObject, more: JsonObject = {}) => ({
  "application/json": { schema, ...more },
});
const thing = { $ref: "#/components/schemas/Thing" };

/**
 * A small document that has every kind of text a document can hold. Each `marker` stands for one of them, and
 * `markerN` where a name is wanted that nothing else has.
 */
export const baseDocument: JsonObject = {
  openapi: "3.2.0",
  $self: "https://example.com/marker",
  info: { title: "Marker", version: "1", description: "marker", "x-marker": "marker" },
  servers: [{ url: "https://example.com/marker", description: "marker" }],
  tags: [
    { name: "things", description: "marker" },
    { name: "others", summary: "marker", parent: "marker", kind: "marker" },
  ],
  security: [{ key: [] }],
  externalDocs: { url: "https://example.com/marker", description: "marker" },
  paths: {
    "/marker/{id}": {
      summary: "marker",
      post: {
        tags: ["things"],
        operationId: "marker1",
        summary: "marker",
        description: "marker",
        "x-marker": { marker: "marker" },
        servers: [
          {
            url: "https://{marker10}.example.com",
            description: "marker",
            variables: { marker10: { default: "marker", description: "marker" } },
          },
        ],
        parameters: [
          { in: "path", name: "id", required: true, description: "m", schema: { type: "string" } },
          {
            in: "query",
            name: "marker2",
            required: true,
            description: "marker",
            example: "marker",
            schema: { type: "string", enum: ["marker", "other"], default: "marker" },
          },
          { in: "header", name: "marker3", description: "marker", schema: { type: "string" } },
          { in: "cookie", name: "marker4", description: "marker", schema: { type: "string" } },
        ],
        requestBody: {
          description: "marker",
          required: true,
          content: json(thing, { example: { marker5: "marker" } }),
        },
        responses: {
          "200": {
            description: "marker",
            headers: { marker6: { description: "marker", schema: { type: "string" } } },
            content: json(thing),
          },
          default: { description: "marker", content: { "text/plain": {} } },
        },
      },
      put: {
        tags: ["things"],
        operationId: "sendFile",
        servers: [{ url: "marker" }],
        requestBody: {
          content: {
            "multipart/form-data": {
              schema: {
                type: "object",
                required: ["marker7"],
                properties: { marker7: { type: "string", format: "binary" } },
              },
              encoding: { marker7: { contentType: "marker/marker" } },
            },
          },
        },
        responses: { "204": { description: "marker" } },
      },
      patch: {
        tags: ["things"],
        operationId: "sendRaw",
        requestBody: { content: { "application/marker": {} } },
        responses: { "200": { description: "m", content: { "application/marker": {} } } },
      },
      query: {
        tags: ["others"],
        operationId: "ask",
        parameters: [
          {
            in: "querystring",
            name: "marker11",
            content: {
              "application/marker": { schema: thing, examples: { a: { dataValue: "marker" } } },
            },
          },
          { in: "cookie", name: "marker12", style: "cookie", schema: { type: "string" } },
        ],
        responses: {
          "200": { summary: "marker", content: { "text/event-stream": { itemSchema: thing } } },
        },
      },
      additionalOperations: {
        marker13: {
          tags: ["others"],
          operationId: "askOtherwise",
          responses: { "200": { $ref: "#/components/responses/Lines" } },
        },
      },
    },
  },
  components: {
    responses: {
      Lines: {
        description: "m",
        content: { "application/jsonl": { $ref: "#/components/mediaTypes/Lines" } },
      },
    },
    mediaTypes: {
      Lines: { itemSchema: { type: "string", title: "marker", description: "marker" } },
    },
    schemas: {
      Thing: {
        title: "marker",
        description: "marker",
        type: "object",
        required: ["marker5"],
        properties: {
          marker5: { type: "string", title: "marker", description: "marker", example: "marker" },
          chosen: { enum: ["marker", "other"], default: "marker", description: "marker" },
          fixed: { const: "marker" },
          shaped: { type: "string", pattern: "marker", format: "marker", $comment: "marker" },
        },
      },
      Marker8: { type: "string", description: "marker", deprecated: true },
      Choice: {
        oneOf: [{ $ref: "#/components/schemas/Kind" }],
        discriminator: {
          propertyName: "marker9",
          mapping: { marker: "#/components/schemas/Kind" },
        },
      },
      Kind: { type: "object", properties: { marker9: { type: "string" } }, required: ["marker9"] },
    },
    securitySchemes: { key: { type: "http", scheme: "marker", description: "marker" } },
  },
};
