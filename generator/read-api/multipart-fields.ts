import type { FormField, MultipartField, PartEncoding } from "../api-model.ts";
import { contentTypeOf, fieldKind, ownMediaType, type FieldKind } from "../field-kind.ts";
import { objectOf, type JsonObject } from "../json.ts";
import { propertiesOf, requiredOf } from "../schema.ts";
import type { Context } from "./context.ts";
import { readFieldStyle } from "./style.ts";

/** How each property of a multipart body is sent, in document order, by its schema and the `encoding` object (OpenAPI 3.1, 4.8.15). */
export function readMultipartFields(context: Context, media: JsonObject): MultipartField[] {
  const required = requiredOf(context.document, media.schema);
  const encodings = objectOf(media.encoding);
  return [...propertiesOf(context.document, media.schema)].map(([name, schema]) => {
    const { kind, array } = fieldKind(context.document, schema, encodings[name]);
    const contentType = contentTypeOf(encodings[name]) ?? ownMediaType(context.document, schema);
    return {
      name,
      kind,
      array,
      required: required.has(name),
      contentType: contentType === ownContentType[kind] ? undefined : contentType,
      style: kind === "binary" ? undefined : readFieldStyle(context, schema, encodings[name]),
    };
  });
}

/** The properties of an `application/x-www-form-urlencoded` body that are written in a way of their own. */
export function readFormFields(context: Context, media: JsonObject): FormField[] {
  const encodings = objectOf(media.encoding);
  return [...propertiesOf(context.document, media.schema)].flatMap(([name, schema]) => {
    const style = readFieldStyle(context, schema, encodings[name]);
    return style === undefined ? [] : [{ name, style }];
  });
}

/** What a kind is sent as when the document says nothing. */
export const ownContentType: Record<FieldKind["kind"], string | undefined> = {
  binary: "application/octet-stream",
  json: "application/json",
  text: "text/plain",
  auto: undefined,
};

/** The media type of a body's first part, as far as the document tells. */
export function mediaTypeOfFirst([first]: readonly PartEncoding[]): string {
  return first?.contentType ?? ownContentType[first?.kind ?? "auto"] ?? "text/plain";
}
