import type { Property } from "../api-model.ts";
import { objectOf, objectsIn, textOf, type JsonObject } from "../json.ts";
import { follow } from "../schema.ts";
import type { Context } from "./context.ts";
import { describeType } from "./documented-type.ts";

/**
 * Own properties, and those of members of its `allOf` that stand there in full, as box has them in most models. What a
 * model adds shows in the type, which leads to its page.
 */
export function readProperties(context: Context, schema: JsonObject): Property[] {
  const parts = [schema, ...ownMembers(schema)];
  const required: unknown[] = parts.flatMap((part) => part.required ?? []);
  const properties = new Map(
    parts.flatMap((part) => Object.entries(objectOf(part.properties))).reverse(),
  );
  return [...properties].reverse().map(([name, value]) => {
    const property = objectOf(value);
    return {
      name,
      type: describeType(context, value),
      required: required.includes(name),
      deprecated: property.deprecated === true,
      description: [property, follow(context.document, value), ...ownMembers(property)]
        .map(({ description }) => textOf(description))
        .find((text) => text !== undefined),
    };
  });
}

function ownMembers({ allOf }: JsonObject): JsonObject[] {
  return objectsIn(allOf)
    .filter(({ $ref }) => $ref === undefined)
    .flatMap((member) => [member, ...ownMembers(member)]);
}
