import type { Property } from "../api-model.ts";
import { isObject, textOf, type JsonObject } from "../json.ts";
import { follow, type Context } from "./context.ts";
import { describeType } from "./documented-type.ts";

/** Own properties; what a composition adds shows in the model's type. */
export function readProperties(context: Context, schema: JsonObject): Property[] {
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
