import type { Model } from "../api-model.ts";
import { textOf } from "../json.ts";
import { isJson } from "../media-type.ts";
import { componentsOf, follow } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";
import { modelKeyOf, type Context } from "./context.ts";
import { describeType } from "./documented-type.ts";
import { readProperties } from "./properties.ts";
import { exampleOf, sampleOf } from "./sample.ts";

export function readModels(context: Context): Model[] {
  const schemas = componentsOf(context.document, "schemas");
  const examples = examplesByModel(context);
  return [...context.modelNames].map(([key, name]) => {
    const schema = follow(context.document, schemas[key]);
    const properties = readProperties(context, schema);
    // JSON can't show bytes.
    const isShown = properties.every((property) => !property.type.text.includes("BinaryInput"));
    return {
      name,
      key,
      description: textOf(schema.description),
      deprecated: schema.deprecated === true,
      type: describeType(context, schemas[key]),
      properties,
      example: isShown
        ? (schema.example ?? examples.get(key) ?? sampleOf(context, schemas[key]))
        : undefined,
    };
  });
}

/** What requests and responses give as an example of a model: it tells more than one made up from the schema. */
function examplesByModel(context: Context): Map<string, unknown> {
  const examples = new Map<string, unknown>();
  walkDocument(context.document, ({ type, node, path }) => {
    const isExample = type === "mediaType" && isJson(path.at(-1) ?? "");
    const key = isExample ? modelKeyOf(context, node.schema) : undefined;
    const example = key === undefined ? undefined : exampleOf(context, node);
    if (key !== undefined && example !== undefined && !examples.has(key))
      examples.set(key, example);
  });
  return examples;
}
