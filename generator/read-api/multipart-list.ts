import type { BodyEncoding, PartEncoding } from "../api-model.ts";
import { fieldKind, ownMediaType } from "../field-kind.ts";
import { isObject, type JsonObject } from "../json.ts";
import { multipartType } from "../media-type.ts";
import { follow, isList } from "../schema.ts";
import type { Context } from "./context.ts";
import { mediaTypeOfFirst, ownContentType } from "./multipart-fields.ts";

/** How the items of a list are sent as the parts of a multipart body; undefined where it is a form, or no list. */
export function readMultipartList(
  context: Context,
  mediaType: string,
  { schema }: JsonObject,
): Extract<BodyEncoding, { kind: "list" }> | undefined {
  const { prefixItems, items } = follow(context.document, schema);
  if (!isList(context.document, schema)) return undefined;
  const first = [prefixItems ?? []].flat().map((item) => partOf(context, item));
  const rest: PartEncoding = isObject(items)
    ? partOf(context, items)
    : { kind: "auto", contentType: undefined };
  const type = multipartType(mediaType, mediaTypeOfFirst(first.length > 0 ? first : [rest]));
  return type === undefined ? undefined : { kind: "list", first, rest, mediaType: type };
}

function partOf({ document }: Context, schema: unknown): PartEncoding {
  const { kind, array } = fieldKind(document, schema);
  const ownKind = array ? "json" : kind;
  const contentType = ownMediaType(document, schema);
  return {
    kind: ownKind,
    contentType: contentType === ownContentType[ownKind] ? undefined : contentType,
  };
}
