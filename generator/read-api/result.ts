import type { EmptyStatuses, Result, TypeReference } from "../api-model.ts";
import { objectOf, type JsonObject } from "../json.ts";
import { decodingOf, isJson, isMediaType, isRange, isXml, type Decoding } from "../media-type.ts";
import { formOf } from "../schema.ts";
import { builtIn, lookup, typeReference, type Context, type SourceOperation } from "./context.ts";
import { isLossyResult } from "./lossy-types.ts";
import { contentsOf, decodedType, decodingFor, documentedType, union } from "./responses.ts";

/** What the operation's method resolves to: one type per media type of each successful response. */
export function readResult(context: Context, source: SourceOperation): Result {
  const statuses = successStatuses(source.operation);
  if (statuses.length === 0) return undeclared;
  const responses = statuses.map((status) => contentsFor(context, source, status));
  const contents = responses.flat();
  const types = contents.map((content) => contentType(context, source, content));
  const documented = contents.map(({ mediaType, media }) =>
    documentedType(context, [mediaType, media]),
  );
  if (responses.some((response) => response.length === 0)) {
    const nothing = contents.length === 0 ? "void" : "undefined";
    types.push(builtIn(nothing));
    documented.push({ text: nothing, models: [] });
  }
  return {
    types: unique(types),
    documentedType: union(documented),
    mediaTypes: [...new Set(contents.map(askedFor))],
    decoding: commonDecoding(contents),
    empty: contents.length === 0 ? undefined : emptyStatuses(statuses, responses),
    isLossy:
      contents.some((content) => isLossy(context, content)) ||
      statuses.some((status) => isIgnored(context, source, status)),
  };
}

/** One media type of one response. */
interface Content {
  readonly status: string;
  readonly mediaType: string;
  readonly media: JsonObject;
  readonly decoding: Decoding;
}

/** The document says nothing of success: whatever comes is decoded by what it says it is. */
const undeclared: Result = {
  types: [builtIn("unknown")],
  documentedType: { text: "unknown", models: [] },
  mediaTypes: ["*/*"],
  decoding: "by type",
  empty: undefined,
  isLossy: false,
};

/** The 2xx responses of an operation; `default` where there is none, since it then says what success looks like. */
export function successStatuses({ responses }: JsonObject): string[] {
  const statuses = Object.keys(objectOf(responses));
  const successes = statuses.filter((status) => /^2(\d\d|XX)$/i.test(status));
  return successes.length > 0 ? successes : statuses.filter((status) => status === "default");
}

/** What a response may hold: nothing where HTTP has none (RFC 9110), whatever the document describes. */
function contentsFor(context: Context, source: SourceOperation, status: string): Content[] {
  if (hasNoContent(source, status)) return [];
  const contents = contentsOf(context, objectOf(source.operation.responses)[status]);
  return withoutOtherForms(context, contents).map(([mediaType, media]) => {
    const decoding = decodingFor(context, mediaType, media);
    return { status, mediaType, media, decoding };
  });
}

/** Whether the document describes content where HTTP has none, which openapi-fetch's types believe. */
function isIgnored(context: Context, source: SourceOperation, status: string): boolean {
  const response = objectOf(source.operation.responses)[status];
  return hasNoContent(source, status) && contentsOf(context, response).length > 0;
}

function hasNoContent({ method }: SourceOperation, status: string): boolean {
  return method === "head" || /^20[45]$/.test(status);
}

/** The client knows of 204 and 205 by itself. */
function emptyStatuses(
  statuses: readonly string[],
  responses: readonly Content[][],
): EmptyStatuses | undefined {
  const isAllBut = statuses.some(
    (status, index) => /XX$/i.test(status) && responses[index]?.length === 0,
  );
  const meant = statuses
    .filter((_, index) => (responses[index]?.length === 0) !== isAllBut)
    .filter((status) => /^2\d\d$/.test(status) && !/^20[45]$/.test(status))
    .map(Number);
  return meant.length === 0 ? undefined : { statuses: meant, isAllBut };
}

/**
 * Where a response comes as JSON, its form in XML is not asked for: nothing here reads it (petstore3.yaml). Neither is text
 * that would hold an object: ASP.NET lists `text/plain` for all that it returns, and writes only strings so.
 */
function withoutOtherForms(
  { document }: Context,
  contents: [string, JsonObject][],
): [string, JsonObject][] {
  if (!contents.some(([mediaType]) => isJson(mediaType))) return contents;
  return contents.filter(([mediaType, { schema }]) => {
    const isText = decodingOf(mediaType) === "text";
    return !isXml(mediaType) && !(isText && formOf(document, schema) === "other");
  });
}

function isLossy(context: Context, { mediaType, media, decoding }: Content): boolean {
  return !isMediaType(mediaType) || (decoding === "json" && isLossyResult(context, media.schema));
}

/** A server that may send anything is asked for what is read. */
function askedFor({ mediaType, decoding }: Content): string {
  return decoding === "json" && isRange(mediaType) ? "application/json" : mediaType;
}

function contentType(
  context: Context,
  { path, method }: SourceOperation,
  { status, mediaType, media, decoding }: Content,
): TypeReference {
  const decoded = decodedType(decoding);
  if (decoded !== undefined) return builtIn(decoded);
  if (media.schema === undefined) return builtIn("unknown");
  const keys = [path, method, "responses", status, "content", mediaType];
  const type = typeReference(context, media.schema, lookup("paths", keys));
  return decoding === "items" ? { kind: "items", of: type } : type;
}

function commonDecoding(contents: readonly Content[]): Decoding | undefined {
  const decodings = new Set(contents.map(({ decoding }) => decoding));
  if (decodings.has("items")) return "items";
  const [first, ...others] = decodings;
  return others.length > 0 ? "by type" : first;
}

function unique(types: readonly TypeReference[]): TypeReference[] {
  return [...new Map(types.map((type) => [JSON.stringify(type), type])).values()];
}
