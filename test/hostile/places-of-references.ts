import type { JsonObject } from "../../generator/json.ts";

/** A document in which one place names something that lies elsewhere. */
interface Place {
  readonly name: string;
  readonly documentFor: (target: string) => JsonObject;
}

const operation = (more: JsonObject) => ({
  "/a": { post: { responses: { "204": { description: "Done." } }, ...more } },
});
const answer = (more: JsonObject) =>
  operation({ responses: { "200": { description: "Done.", ...more } } });
const json = (more: JsonObject) => ({ content: { "application/json": more } });

function place(name: string, contentFor: (target: string) => JsonObject): Place {
  return {
    name,
    documentFor: (target) => ({
      openapi: "3.1.0",
      info: { title: "T", version: "1" },
      paths: { ...operation({}), "/beside": { $ref: "./beside.yaml" } },
      ...contentFor(target),
    }),
  };
}

const withPaths = (name: string, pathsFor: (target: string) => JsonObject) =>
  place(name, (target) => ({
    paths: { ...pathsFor(target), "/beside": { $ref: "./beside.yaml" } },
  }));

/** Whatever stands there is followed, so it has to be refused. Each document has a second file, or nothing is. */
export const followed: readonly Place[] = [
  withPaths("path item", ($ref) => ({ "/a": { $ref } })),
  withPaths("parameter", ($ref) => operation({ parameters: [{ $ref }] })),
  withPaths("schema of a parameter", ($ref) =>
    operation({ parameters: [{ in: "query", name: "q", schema: { $ref } }] }),
  ),
  withPaths("request body", ($ref) => operation({ requestBody: { $ref } })),
  withPaths("schema of a body", ($ref) => operation({ requestBody: json({ schema: { $ref } }) })),
  withPaths("response", ($ref) => operation({ responses: { "200": { $ref } } })),
  withPaths("header", ($ref) => answer({ headers: { "X-A": { $ref } } })),
  withPaths("link", ($ref) => answer({ links: { next: { $ref } } })),
  withPaths("callback", ($ref) => operation({ callbacks: { done: { $ref } } })),
  withPaths("example", ($ref) => answer(json({ examples: { one: { $ref } } }))),
  withPaths("externalValue of an example", (externalValue) =>
    answer(json({ examples: { one: { externalValue } } })),
  ),
  withPaths("description", ($ref) => operation({ description: { $ref } })),
  place("webhook", ($ref) => ({ webhooks: { done: { $ref } } })),
  place("tag", ($ref) => ({ tags: [{ $ref }] })),
  place("schema", ($ref) => ({ components: { schemas: { A: { $ref } } } })),
  place("security scheme", ($ref) => ({ components: { securitySchemes: { key: { $ref } } } })),
];

/** A document with an address in every place where nothing follows it. */
export const notFollowed = (url: string): JsonObject => ({
  openapi: "3.1.0",
  info: { title: "T", version: "1", termsOfService: url, license: { name: "L", url } },
  jsonSchemaDialect: url,
  externalDocs: { url },
  "x-more": { $ref: url },
  servers: [{ url }],
  paths: {
    ...answer({ links: { next: { operationRef: url } } }),
    "/beside": { $ref: "./beside.yaml" },
  },
  components: {
    schemas: {
      A: { $id: url, type: "string", externalDocs: { url } },
      B: { $schema: url, type: "object", xml: { namespace: url } },
    },
    securitySchemes: {
      key: { type: "oauth2", flows: { clientCredentials: { tokenUrl: url, scopes: {} } } },
      id: { type: "openIdConnect", openIdConnectUrl: url },
    },
  },
});

/** The bundler takes a value for an address only where it looks like one; it is a schema's name otherwise. */
export const mapping: Place = place("discriminator mapping", (target) => ({
  components: {
    schemas: {
      A: {
        oneOf: [{ $ref: "#/components/schemas/B" }],
        discriminator: { propertyName: "kind", mapping: { b: target } },
      },
      B: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
    },
  },
}));
