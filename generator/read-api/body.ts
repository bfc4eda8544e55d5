import type { BodyEncoding, Property, RequestBody, TypeReference } from "../api-model.ts";
import { isObject, textOf, type JsonObject } from "../json.ts";
import { constantName } from "../names.ts";
import {
  builtIn,
  follow,
  modelKeyOf,
  typeReference,
  type Context,
  type SourceOperation,
} from "./context.ts";
import { describeType } from "./documented-type.ts";
import { isLossyBody, isNoType } from "./lossy-types.ts";
import { readFormFields, readMultipartFields } from "./multipart-fields.ts";
import { readProperties } from "./properties.ts";
import { exampleOf, sampleOf } from "./sample.ts";

/**
 * The operation's request body in the first of its media types: the order is the document's author's preference.
 *
 * @param methodName Names what belongs to a body that is no model.
 */
export function readBody(
  context: Context,
  source: SourceOperation,
  methodName: string,
): RequestBody | undefined {
  const { operation } = source;
  const node = follow(context, operation.requestBody);
  const [entry] = Object.entries(isObject(node.content) ? node.content : {});
  if (entry === undefined) return undefined;
  const [mediaType, value] = entry;
  const media = isObject(value) ? value : {};
  const required = node.required === true;
  const type = typeOf(context, source, { mediaType, media, required });
  return {
    mediaType,
    required,
    description: textOf(node.description),
    type,
    documentedType: isRaw(mediaType)
      ? { text: rawType, models: [] }
      : describeType(context, media.schema),
    encoding: encodingFor(
      context,
      { mediaType, media, required },
      type.kind === "model" ? type.name : methodName,
    ),
    isLossy: isNoType(mediaType) || (!isRaw(mediaType) && isLossyBody(context, media.schema)),
    properties: isRaw(mediaType) ? [] : inlineProperties(context, media.schema),
    example: exampleOf(context, media) ?? sampleOf(context, media.schema),
  };
}

function inlineProperties(context: Context, schema: unknown): readonly Property[] {
  const isModel = modelKeyOf(context, schema) !== undefined;
  return isModel ? [] : readProperties(context, follow(context, schema));
}

const isJson = (mediaType: string) => /[/+]json\s*(;|$)/i.test(mediaType);
const isMultipart = (mediaType: string) => /^multipart\/form-data/i.test(mediaType);
const isForm = (mediaType: string) => /^application\/x-www-form-urlencoded/i.test(mediaType);
/** Whether a body of this type is sent as it is given: bytes, or text. */
export const isRaw = (mediaType: string): boolean =>
  !isJson(mediaType) && !isMultipart(mediaType) && !isForm(mediaType);

const rawType = "BinaryInput | string";

interface Content {
  readonly mediaType: string;
  readonly media: JsonObject;
  readonly required: boolean;
}

function typeOf(
  context: Context,
  { path, method }: SourceOperation,
  { mediaType, media, required }: Content,
): TypeReference {
  if (isRaw(mediaType)) return builtIn(rawType);
  if (media.schema === undefined) return builtIn("unknown");
  const keys = [path, method, "requestBody", "content", mediaType];
  return typeReference(context, media.schema, {
    kind: "lookup",
    root: "paths",
    keys: keys.map((key, index) => ({ key, optional: index === 2 && !required })),
  });
}

function encodingFor(context: Context, { mediaType, media }: Content, owner: string): BodyEncoding {
  if (isRaw(mediaType)) return { kind: "raw" };
  if (isJson(mediaType)) return { kind: "json" };
  const names = formNames(context, owner);
  return isForm(mediaType)
    ? { kind: "form", ...names, fields: readFormFields(context, media) }
    : { kind: "multipart", ...names, fields: readMultipartFields(context, media) };
}

/** What the constants of a form are called that belongs to a model or a method. */
export function formNames({ modelNames }: Context, owner: string) {
  const models = [...modelNames.values()];
  return {
    fieldsName: constantName(owner, "Fields", models),
    stylesName: constantName(owner, "FieldStyles", models),
  };
}
