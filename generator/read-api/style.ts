import type { Parameter, ParameterStyle } from "../api-model.ts";
import { isObject, type JsonObject } from "../json.ts";
import { follow, type Context } from "./context.ts";

/**
 * How a parameter is written where its place's plain way won't do: undefined for plain values in the default style,
 * and for lists in a query that repeat their name (form, exploded), since that is what the runtime does by itself.
 */
export function readParameterStyle(
  context: Context,
  node: JsonObject,
  location: Parameter["in"],
): ParameterStyle | undefined {
  const [mediaType] = Object.keys(isObject(node.content) ? node.content : {});
  if (mediaType !== undefined) return { contentType: mediaType };
  const style = styleOf(node);
  const several = holdsSeveral(context, node.schema);
  if (location === "header") return several ? withoutDefaults("simple", node) : undefined;
  if (location === "path")
    return several || (style !== undefined && style !== "simple")
      ? withoutDefaults(style ?? "simple", node)
      : undefined;
  return several ? ownStyle(node) : undefined;
}

/** How a property of a form is written, by its `encoding`; undefined where that is the form's own way. */
export function readFieldStyle(
  context: Context,
  schema: unknown,
  encoding: unknown,
): ParameterStyle | undefined {
  if (!isObject(encoding) || !holdsSeveral(context, schema)) return undefined;
  if (styleOf(encoding) === undefined && typeof encoding.explode !== "boolean") return undefined;
  // An object in the default style would otherwise be sent as JSON.
  return ownStyle(encoding) ?? (holdsOnlyLists(context, schema) ? undefined : { style: "form" });
}

function ownStyle(node: JsonObject): ParameterStyle | undefined {
  const style = styleOf(node) ?? "form";
  if (style !== "form") return withoutDefaults(style, node);
  return node.explode === false ? { style, explode: false } : undefined;
}

type Style = NonNullable<ParameterStyle["style"]>;

function withoutDefaults(style: Style, { explode }: JsonObject): ParameterStyle {
  return explode === true && style !== "deepObject" ? { style, explode } : { style };
}

const styles: ReadonlySet<unknown> = new Set<Style>([
  "deepObject",
  "form",
  "label",
  "matrix",
  "pipeDelimited",
  "simple",
  "spaceDelimited",
]);

function styleOf({ style }: JsonObject): Style | undefined {
  return styles.has(style) ? (style as Style) : undefined;
}

/** Whether a value may be a list or an object. */
function holdsSeveral(context: Context, schema: unknown): boolean {
  return possibleTypes(context, schema).some((type) => type === "array" || type === "object");
}

function holdsOnlyLists(context: Context, schema: unknown): boolean {
  return !possibleTypes(context, schema).includes("object");
}

function possibleTypes(context: Context, schema: unknown, seen = new Set<unknown>()): unknown[] {
  const node = follow(context, schema);
  if (seen.has(node)) return [];
  seen.add(node);
  const types = [node.type ?? []].flat();
  if (types.length === 0 && ("properties" in node || "additionalProperties" in node))
    types.push("object");
  if (types.length === 0 && "items" in node) types.push("array");
  const members = [node.allOf ?? [], node.anyOf ?? [], node.oneOf ?? []].flat();
  return [...types, ...members.flatMap((member) => possibleTypes(context, member, seen))];
}
