import { isObject, objectOf, pointer, type JsonObject } from "../json.ts";
import { componentsOf, compositionOf } from "../schema.ts";

/**
 * Takes `x-ms-discriminator-value` of a schema that builds on one with a discriminator into that one's mapping: it is what
 * Swagger 2.0, which has no mappings, was extended by to say which value is meant.
 *
 * Needed by documents of AutoRest and TypeSpec for Azure, where the schema's name is hardly ever the value.
 */
export function mapDiscriminatorValues(document: JsonObject): void {
  for (const [key, schema] of Object.entries(componentsOf(document, "schemas"))) {
    const value = objectOf(schema)["x-ms-discriminator-value"];
    if (typeof value !== "string") continue;
    for (const { discriminator } of compositionOf(document, schema, ({ allOf }) =>
      [allOf ?? []].flat(),
    )) {
      if (!isObject(discriminator)) continue;
      const target = pointer("components", "schemas", key);
      discriminator.mapping = { [value]: target, ...objectOf(discriminator.mapping) };
    }
  }
}
