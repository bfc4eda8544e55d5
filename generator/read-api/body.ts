import type { BodyEncoding, Property, RequestBody, TypeReference } from "../api-model.ts";
import { fieldKind } from "../field-kind.ts";
import { objectOf, textOf, type JsonObject } from "../json.ts";
import { encodingOf, isMediaType, multipartType, type EncodingKind } from "../media-type.ts";
import { follow, propertiesOf } from "../schema.ts";
import {
  builtIn,
  lookup,
  modelKeyOf,
  typeReference,
  type Context,
  type SourceOperation,
} from "./context.ts";
import { describeType } from "./documented-type.ts";
import { holdsBytesAsText, isLossyBody } from "./lossy-types.ts";
import { mediaTypeOfFirst, readFormFields, readMultipartFields } from "./multipart-fields.ts";
import { readMultipartList } from "./multipart-list.ts";
import { readProperties } from "./properties.ts";
import { exampleOf, sampleOf } from "./sample.ts";
import type { ConstantNames } from "./scope.ts";

/** What names the constants of a body: its model, if it is one, else the method. */
interface Owner {
  readonly methodName: string;
  readonly constants: ConstantNames;
}

/** The operation's request body in the first of its media types: the order is the document's author's preference. */
export function readBody(
  context: Context,
  source: SourceOperation,
  owner: Owner,
): RequestBody | undefined {
  const node = follow(context.document, source.operation.requestBody);
  const [entry] = Object.entries(objectOf(node.content));
  if (entry === undefined) return undefined;
  const [mediaType, value] = entry;
  const kind = encodingOf(mediaType);
  const content = { kind, mediaType, media: objectOf(value), required: node.required === true };
  const { schema } = content.media;
  const type = bodyType(context, source, content);
  return {
    mediaType,
    required: content.required,
    description: textOf(node.description),
    type,
    documentedType: kind === "raw" ? { text: rawType, models: [] } : describeType(context, schema),
    encoding: encodingFor(context, content, { ...owner, type }),
    textOnly: textOnly(context, content),
    isLossy: !isMediaType(mediaType) || (kind !== "raw" && isLossyBody(context, schema)),
    properties: kind === "raw" ? [] : inlineProperties(context, schema),
    example: exampleOf(context, content.media) ?? sampleOf(context, schema),
  };
}

function inlineProperties(context: Context, schema: unknown): readonly Property[] {
  const isModel = modelKeyOf(context, schema) !== undefined;
  return isModel ? [] : readProperties(context, follow(context.document, schema));
}

const rawType = "BinaryInput | string";

interface Content {
  readonly kind: EncodingKind;
  readonly mediaType: string;
  readonly media: JsonObject;
  readonly required: boolean;
}

function bodyType(
  context: Context,
  { path, method }: SourceOperation,
  { kind, mediaType, media, required }: Content,
): TypeReference {
  if (kind === "raw") return builtIn(rawType);
  if (media.schema === undefined) return builtIn("unknown");
  const keys = [path, method, "requestBody", "content", mediaType];
  return typeReference(context, media.schema, lookup("paths", keys, required ? undefined : 2));
}

/** The fields that hold objects, which are JSON, and whose schemas have bytes in them; for a body of JSON, none: all of it is. */
function textOnly(context: Context, { kind, media }: Content): string[] | undefined {
  const { document } = context;
  if (kind === "json") return holdsBytesAsText(context, media.schema) ? [] : undefined;
  if (kind === "raw") return undefined;
  const encodings = objectOf(media.encoding);
  const names = [...propertiesOf(document, media.schema)]
    .filter(([name, field]) => fieldKind(document, field, encodings[name]).kind === "json")
    .filter(([, field]) => holdsBytesAsText(context, field))
    .map(([name]) => name);
  return names.length > 0 ? names : undefined;
}

function encodingFor(
  context: Context,
  { kind, mediaType, media }: Content,
  { methodName, constants, type }: Owner & { readonly type: TypeReference },
): BodyEncoding {
  if (kind !== "form" && kind !== "multipart") return { kind };
  const list = kind === "multipart" ? readMultipartList(context, mediaType, media) : undefined;
  if (list !== undefined) return list;
  const form =
    kind === "form"
      ? { kind, fields: readFormFields(context, media) }
      : { kind, fields: readMultipartFields(context, media) };
  const owners = type.kind === "model" ? [type.name, methodName] : [methodName];
  const fieldsName = constants.claim("Fields", form, owners);
  const stylesName = constants.claim("FieldStyles", form, owners);
  const isStyled = form.fields.some(({ style }) => style !== undefined);
  const named = { ...form, fieldsName, stylesName: isStyled ? stylesName : undefined };
  if (named.kind === "form") return named;
  return { ...named, mediaType: multipartType(mediaType, mediaTypeOfFirst(named.fields)) };
}
