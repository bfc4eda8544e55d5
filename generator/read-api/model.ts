import type { Model } from "../api-model.ts";
import { isObject, textOf } from "../json.ts";
import { walkDocument } from "../walk-document.ts";
import { follow, modelKeyOf, type Context } from "./context.ts";
import { describeType } from "./documented-type.ts";
import { readProperties } from "./properties.ts";
import { exampleOf, sampleOf } from "./sample.ts";

export function readModels(context: Context): Model[] {
  const { components } = context.document;
  const schemas = isObject(components) && isObject(components.schemas) ? components.schemas : {};
  const examples = examplesByModel(context);
  return [...context.modelNames].map(([key, name]) => {
    const schema = follow(context, schemas[key]);
    const properties = readProperties(context, schema);
    // JSON can't show bytes.
    const isJson = properties.every((property) => !property.type.text.includes("BinaryInput"));
    return {
      name,
      key,
      description: textOf(schema.description),
      deprecated: schema.deprecated === true,
      type: describeType(context, schemas[key]),
      properties,
      example: isJson
        ? (schema.example ?? examples.get(key) ?? sampleOf(context, schemas[key]))
        : undefined,
    };
  });
}

/** What requests and answers give as an example of a model: it tells more than one made up from the schema. */
function examplesByModel(context: Context): Map<string, unknown> {
  const examples = new Map<string, unknown>();
  walkDocument(context.document, ({ type, node, path }) => {
    const isJson = type === "mediaType" && /[/+]json/.test(path.at(-1) ?? "");
    const key = isJson ? modelKeyOf(context, node.schema) : undefined;
    const example = key === undefined ? undefined : exampleOf(context, node);
    if (key !== undefined && example !== undefined && !examples.has(key))
      examples.set(key, example);
  });
  return examples;
}
