import { isObject, objectOf, resolveReference, type JsonObject } from "../../json.ts";
import { isSequence } from "../../media-type.ts";
import { follow } from "../../schema.ts";
import { walkDocument } from "../../walk-document.ts";
import { itemsMark } from "./marks.ts";

/** Puts the media types that are referred to (`#/components/mediaTypes/…`) in the place of the reference. */
export function inlineMediaTypes(document: JsonObject): void {
  walkDocument(document, ({ node: { content } }) => {
    if (!isObject(content)) return;
    for (const [mediaType, media] of Object.entries(content)) {
      if (!isObject(media) || typeof media.$ref !== "string") continue;
      // A copy: what is repaired in one place must not change the other.
      content[mediaType] = JSON.parse(JSON.stringify(resolveReference(document, media)));
    }
  });
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
