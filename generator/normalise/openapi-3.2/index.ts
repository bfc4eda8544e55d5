import { isObject, objectOf, type JsonObject } from "../../json.ts";
import { walkDocument } from "../../walk-document.ts";
import { lowerExamples } from "./examples.ts";
import { itemsMark, wholeQueryMark } from "./marks.ts";
import { inlineMediaTypes, lowerItemSchema } from "./media-types.ts";
import { lowerQuerystring } from "./querystring.ts";
import { nameSecuritySchemes } from "./security.ts";

/**
 * Rewrites what OpenAPI 3.2 added in terms of 3.1, in place, so that everything after this, and the libraries below, read
 * one version. What 3.1 has no words for becomes a mark. Documents of older versions are treated alike: FastAPI, for
 * one, writes `itemSchema` into 3.1.
 */
export function lowerOpenApi32(document: JsonObject): void {
  if (String(document.openapi).startsWith("3.2")) document.openapi = "3.1.1";
  inlineMediaTypes(document);
  walkDocument(document, ({ type, node, path }) => {
    // The marks are ours: a document that has them means nothing by it.
    Reflect.deleteProperty(node, itemsMark);
    Reflect.deleteProperty(node, wholeQueryMark);
    if (type === "document" || type === "operation") nameSecuritySchemes(document, node);
    // A request's body is sent as the caller has written it.
    if (type === "mediaType" && path.includes("responses"))
      lowerItemSchema(document, node, path.at(-1) ?? "");
    if (type === "parameter") lowerQuerystring(node);
    if (type === "parameter" || type === "mediaType") lowerExamples(document, node);
    if (type === "response") lowerSummary(node);
    if (type === "schema") lowerDefaultMapping(node);
  });
  for (const tag of [document.tags ?? []].flat()) if (isObject(tag)) lowerSummary(tag);
}

/** A short text does where there is no long one. */
function lowerSummary(node: JsonObject): void {
  if (typeof node.summary === "string") node.description ??= node.summary;
}

/**
 * With a default, values that no mapping names are valid, so the literals that types would get from the discriminator
 * are wrong. What its members say of the property themselves remains.
 */
function lowerDefaultMapping(schema: JsonObject): void {
  const { defaultMapping } = objectOf(schema.discriminator);
  if (defaultMapping !== undefined) delete schema.discriminator;
}
