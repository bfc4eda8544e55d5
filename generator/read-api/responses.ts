import type { BuiltInType, DocumentedType, ResponseInfo } from "../api-model.ts";
import { objectOf, textOf, type JsonObject } from "../json.ts";
import { decodingOf, type Decoding } from "../media-type.ts";
import { itemsMark } from "../normalise/openapi-3.2/marks.ts";
import { follow, formOf, isBinary } from "../schema.ts";
import type { Context, SourceOperation } from "./context.ts";
import { describeType } from "./documented-type.ts";

/** Every response that the document lists, with its headers. */
export function readResponses(context: Context, { operation }: SourceOperation): ResponseInfo[] {
  const { document } = context;
  return Object.entries(objectOf(operation.responses)).map(([status, response]) => {
    const { description, headers } = follow(document, response);
    const contents = contentsOf(context, response);
    const types = contents.map((content) => documentedType(context, content));
    return {
      status,
      description: textOf(description),
      mediaTypes: contents.map(([mediaType]) => mediaType),
      documentedType: types.length === 0 ? undefined : union(types),
      headers: Object.entries(objectOf(headers)).map(([name, header]) => ({
        name,
        description: textOf(follow(document, header).description),
      })),
    };
  });
}

/** The media types of a response. */
export function contentsOf({ document }: Context, response: unknown): [string, JsonObject][] {
  const { content } = follow(document, response);
  return Object.entries(objectOf(content)).map(([type, media]) => [type, objectOf(media)]);
}

/** The type of what a response holds in one media type, for people. */
export function documentedType(
  context: Context,
  [mediaType, media]: readonly [mediaType: string, media: JsonObject],
): DocumentedType {
  const decoding = decodingFor(context, mediaType, media);
  if (decoding === "items") {
    const { text, models } = describeType(context, media.schema);
    return { text: `AsyncIterable<${text}>`, models };
  }
  const decoded = decodedType(decoding);
  return decoded ? { text: decoded, models: [] } : describeType(context, media.schema);
}

/** What the client makes of a response of this media type: where that may be any, its schema says (springdoc). */
export function decodingFor({ document }: Context, mediaType: string, media: JsonObject): Decoding {
  if (media[itemsMark] === true) return "items";
  const decoding = decodingOf(mediaType);
  if (decoding !== "by type") return decoding;
  if (isBinary(follow(document, media.schema))) return "blob";
  const form = formOf(document, media.schema);
  if (form === undefined) return decoding;
  return form === "text" ? "text by type" : "json";
}

/** The type of what a response is decoded to; undefined where the schema says it. */
export function decodedType(decoding: Decoding): BuiltInType | undefined {
  return decoding === "json" || decoding === "items" ? undefined : decodedTypes[decoding];
}

const decodedTypes: Readonly<Record<Exclude<Decoding, "items" | "json">, BuiltInType>> = {
  "by type": "unknown",
  stream: "ReadableStream<Uint8Array>",
  text: "string",
  "text by type": "string",
  blob: "Blob",
};

export function union(types: readonly DocumentedType[]): DocumentedType {
  return {
    text: [...new Set(types.map(({ text }) => text))].join(" | "),
    models: [...new Set(types.flatMap(({ models }) => models))],
  };
}
