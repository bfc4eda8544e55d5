import type { JsonObject } from "../../generator/json.ts";

export type Schemas = Record<string, unknown>;

/** A document whose one operation sends the schema `Ring`. */
export function ringsDocument(schemas: Schemas, mediaType: string): JsonObject {
  const schema = { $ref: "#/components/schemas/Ring" };
  return structuredClone({
    openapi: "3.1.0",
    info: { title: "Rings", version: "1.0.0" },
    servers: [{ url: "https://api.example.com" }],
    paths: {
      "/rings": {
        post: {
          operationId: "send",
          requestBody: { required: true, content: { [mediaType]: { schema } } },
          responses: { "204": { description: "Taken." } },
        },
      },
    },
    components: { schemas },
  });
}
