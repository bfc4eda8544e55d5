import type { Model, Property } from "../api-model.ts";
import { isObject, textOf } from "../json.ts";
import { follow, type Context } from "./context.ts";
import { describeType } from "./documented-type.ts";
import { sampleOf } from "./sample.ts";

export function readModels(context: Context): Model[] {
  const { components } = context.document;
  const schemas = isObject(components) && isObject(components.schemas) ? components.schemas : {};
  return [...context.modelNames].map(([key, name]) => {
    const schema = follow(context, schemas[key]);
    return {
      name,
      key,
      description: textOf(schema.description),
      deprecated: schema.deprecated === true,
      type: describeType(context, schemas[key]),
      properties: readProperties(context, schema),
      example: schema.example ?? sampleOf(context, schemas[key]),
    };
  });
}

/** Own properties; what a composition adds shows in the model's type. */
function readProperties(context: Context, schema: Record<string, unknown>): Property[] {
  const required: unknown[] = [schema.required ?? []].flat();
  return Object.entries(isObject(schema.properties) ? schema.properties : {}).map(
    ([name, value]) => {
      const property = isObject(value) ? value : {};
      return {
        name,
        type: describeType(context, value),
        required: required.includes(name),
        deprecated: property.deprecated === true,
        description: textOf(property.description) ?? textOf(follow(context, value).description),
      };
    },
  );
}
