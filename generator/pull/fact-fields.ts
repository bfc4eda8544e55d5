/**
 * How a field that states a fact is carried over:
 * - `data`: as it stands, whatever it holds;
 * - `object`: field by field, an object or a list of them;
 * - `map`: entry by entry, under keys that are free;
 * - `paths`, `operation`, `callbacks`, `scopes`: like one of these, with the difference that own-words.ts gives them.
 */
export type FactKind = "data" | "object" | "map" | "paths" | "operation" | "callbacks" | "scopes";

/** Fields by OpenAPI 3.1 and JSON Schema 2020-12, one line for each object that has them first. */
const fieldsOf: Record<FactKind, string> = {
  data: `openapi jsonSchemaDialect version name identifier url security $ref
    operationId deprecated in required allowEmptyValue style explode allowReserved contentType
    operationRef default enum const type format nullable readOnly writeOnly
    minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength pattern
    minItems maxItems uniqueItems minContains maxContains minProperties maxProperties dependentRequired
    contentMediaType contentEncoding $schema $id $anchor $dynamicRef $dynamicAnchor $vocabulary
    propertyName mapping namespace prefix attribute wrapped
    scheme bearerFormat openIdConnectUrl authorizationUrl tokenUrl refreshUrl`,
  object: `info license tags servers server components requestBody schema discriminator xml
    flows implicit password clientCredentials authorizationCode
    allOf anyOf oneOf prefixItems not if then else items contains additionalProperties
    unevaluatedItems unevaluatedProperties propertyNames contentSchema`,
  map: `webhooks variables parameters responses content headers encoding links
    schemas requestBodies securitySchemes pathItems
    properties patternProperties dependentSchemas $defs definitions`,
  paths: "paths",
  operation: "get put post delete options head patch trace",
  callbacks: "callbacks",
  scopes: "scopes",
};

const kinds = new Map(
  Object.entries(fieldsOf).flatMap(([kind, fields]) =>
    // The keys are FactKinds: Object.entries widens them to strings.
    fields.split(/\s+/).map((field) => [field, kind as FactKind] as const),
  ),
);

/**
 * How a field of an OpenAPI object is carried over from upstream. Undefined for what is words (`summary`,
 * `description`, `example`, `x-…`) and for every field that no specification names: it may hold words too.
 */
export function factKind(field: string): FactKind | undefined {
  return kinds.get(field);
}
