import type { Parameter, ParameterStyle } from "../api-model.ts";
import { isObject, objectOf, type JsonObject } from "../json.ts";
import { isJson } from "../media-type.ts";
import { mayBeObject, mayHoldSeveral } from "../schema.ts";
import type { Context } from "./context.ts";

/**
 * How a parameter is written where its place's plain way won't do: undefined for plain values in the default style,
 * and for lists in a query that repeat their name (form, exploded), since that is what the runtime does by itself.
 */
export function readParameterStyle(
  { document }: Context,
  node: JsonObject,
  location: Parameter["in"],
): ParameterStyle | undefined {
  const [mediaType] = Object.keys(objectOf(node.content));
  if (mediaType !== undefined) return isJson(mediaType) ? { contentType: mediaType } : undefined;
  const style = styleOf(node);
  if (style === "cookie") return node.explode === false ? { style, explode: false } : { style };
  const several = mayHoldSeveral(document, node.schema);
  if (location === "header") return several ? withoutDefaults("simple", node) : undefined;
  if (location === "path")
    return several || (style !== undefined && style !== "simple")
      ? withoutDefaults(style ?? "simple", node)
      : undefined;
  const own = several ? ownStyle(node) : undefined;
  return location === "query" && node.allowReserved === true
    ? { ...own, allowReserved: true }
    : own;
}

/** How a property of a form is written, by its `encoding`; undefined where that is the form's own way. */
export function readFieldStyle(
  { document }: Context,
  schema: unknown,
  encoding: unknown,
): ParameterStyle | undefined {
  if (!isObject(encoding) || !mayHoldSeveral(document, schema)) return undefined;
  if (styleOf(encoding) === undefined && typeof encoding.explode !== "boolean") return undefined;
  // An object in the default style would otherwise be sent as JSON.
  return ownStyle(encoding) ?? (mayBeObject(document, schema) ? { style: "form" } : undefined);
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
  "cookie",
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
