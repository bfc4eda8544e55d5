import type { BodyEncoding, RequestBody, TypeReference } from "../api-model.ts";
import { isObject, textOf, type JsonObject } from "../json.ts";
import { builtIn, follow, typeReference, type Context, type SourceOperation } from "./context.ts";
import { describeType } from "./documented-type.ts";
import { readMultipartFields } from "./multipart-fields.ts";
import { sampleOf } from "./sample.ts";

/** The operation's request body in the first of its media types: the order is the document's author's preference. */
export function readBody(context: Context, source: SourceOperation): RequestBody | undefined {
  const { path, method, operation } = source;
  const node = follow(context, operation.requestBody);
  const [entry] = Object.entries(isObject(node.content) ? node.content : {});
  if (entry === undefined) return undefined;
  const [mediaType, value] = entry;
  const media = isObject(value) ? value : {};
  const required = node.required === true;
  const encoding = encodingFor(context, mediaType, media);
  const keys = [path, method, "requestBody", "content", mediaType];
  const lookup: TypeReference = {
    kind: "lookup",
    root: "paths",
    keys: keys.map((key, index) => ({ key, optional: index === 2 && !required })),
  };
  return {
    mediaType,
    required,
    description: textOf(node.description),
    type: typeOf(context, media, encoding, lookup),
    documentedType:
      encoding.kind === "raw"
        ? { text: "string | BinaryInput", models: [] }
        : describeType(context, media.schema),
    encoding,
    example: exampleOf(context, media),
  };
}

function encodingFor(context: Context, mediaType: string, media: JsonObject): BodyEncoding {
  if (/[/+]json\s*(;|$)/i.test(mediaType)) return { kind: "json" };
  if (/^multipart\/form-data/i.test(mediaType))
    return { kind: "multipart", fields: readMultipartFields(context, media) };
  if (/^application\/x-www-form-urlencoded/i.test(mediaType)) return { kind: "form" };
  return { kind: "raw" };
}

function typeOf(
  context: Context,
  media: JsonObject,
  encoding: BodyEncoding,
  lookup: TypeReference,
): TypeReference {
  if (encoding.kind === "raw") return builtIn("BinaryInput");
  return media.schema === undefined
    ? builtIn("unknown")
    : typeReference(context, media.schema, lookup);
}

function exampleOf(context: Context, media: JsonObject): unknown {
  const [named] = Object.values(isObject(media.examples) ? media.examples : {});
  const { value } = follow(context, named);
  return media.example ?? value ?? sampleOf(context, media.schema);
}
