import { isObject, objectOf, type JsonObject } from "../json.ts";
import { isJson } from "../media-type.ts";
import { follow, typesOf } from "../schema.ts";
import { walkDocument } from "../walk-document.ts";

/**
 * Gives a field of a form the schema of a file where only its `encoding` tells that it is one: since 3.1 the schema of
 * bytes may be empty (OpenAPI 3.1, section 4.8.14.2).
 *
 * Needed by documents of TypeSpec, which writes `File` as an empty schema, sent as any type.
 */
export function typeFilesByEncoding(document: JsonObject): void {
  walkDocument(document, ({ type, node, path }) => {
    if (type !== "mediaType" || !/^multipart\//i.test(path.at(-1) ?? "")) return;
    const properties = objectOf(follow(document, node.schema).properties);
    for (const [name, encoding] of Object.entries(objectOf(node.encoding))) {
      const field = objectOf(properties[name]);
      const value = typesOf(field).includes("array") ? field.items : field;
      if (isObject(value) && saysNothing(value) && isOfFile(encoding))
        Object.assign(value, { type: "string", format: "binary" });
    }
  });
}

const texts = new Set(["title", "description", "deprecated", "example", "examples"]);

function saysNothing(schema: JsonObject): boolean {
  return Object.keys(schema).every((key) => texts.has(key));
}

/** Whether all that a field may be sent as is neither text nor JSON. */
function isOfFile(encoding: unknown): boolean {
  const { contentType } = objectOf(encoding);
  if (typeof contentType !== "string") return false;
  return contentType.split(",").every((type) => !isJson(type) && !/^\s*text\//i.test(type));
}
