import { isObject, objectOf, type JsonObject } from "../../json.ts";
import { isSequence } from "../../media-type.ts";
import { follow } from "../../schema.ts";
import { walkDocument } from "../../walk-document.ts";
import { itemsMark } from "./marks.ts";

/**
 * Puts the media types that are referred to (`#/components/mediaTypes/…`) in the place of the reference: one of them, or all
 * of a body by one reference, as lob.yaml has it.
 */
export function inlineMediaTypes(document: JsonObject): void {
  walkDocument(document, ({ type, node }) => {
    if (type === "schema" || !isObject(node.content)) return;
    const content = copyOf(document, node.content);
    node.content = content;
    for (const [mediaType, media] of Object.entries(content))
      if (isObject(media)) content[mediaType] = copyOf(document, media);
  });
}

/** Of what is referred to, a copy: what is repaired in one place must not change the other. */
function copyOf(document: JsonObject, value: JsonObject): JsonObject {
  if (typeof value.$ref !== "string") return value;
  return JSON.parse(JSON.stringify(follow(document, value))) as JsonObject;
}

/** What is typed is an item, as the client hands it over: the sequence as a whole is never in memory. */
export function lowerItemSchema(document: JsonObject, media: JsonObject, mediaType: string): void {
  const { itemSchema } = media;
  if (itemSchema === undefined || !isSequence(mediaType)) return;
  delete media.itemSchema;
  media.schema = itemSchema;
  media[itemsMark] = true;
  const { data } = objectOf(follow(document, itemSchema).properties);
  // An event's data is text, whatever is written in it: a schema with a media type would otherwise be one of bytes.
  if (isObject(data)) delete data.contentMediaType;
}
