import type { Result, TypeReference } from "../api-model.ts";
import { objectOf, type JsonObject } from "../json.ts";
import { decodingOf, isJson, isMediaType, isXml, type Decoding } from "../media-type.ts";
import { builtIn, lookup, typeReference, type Context, type SourceOperation } from "./context.ts";
import { isLossyResult } from "./lossy-types.ts";
import { contentsOf, decodedType, documentedType, holdsItems, union } from "./responses.ts";

/** What the operation's method resolves to: one type per media type of each successful response. */
export function readResult(context: Context, source: SourceOperation): Result {
  const { operation } = source;
  const statuses = successStatuses(operation);
  if (statuses.length === 0) return undeclared;
  const responses = statuses.map((status) =>
    withoutXml(contentsOf(context, objectOf(operation.responses)[status])).map(
      ([mediaType, media]): Content => ({ status, mediaType, media }),
    ),
  );
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
  const mediaTypes = [...new Set(contents.map(({ mediaType }) => mediaType))];
  return {
    types: unique(types),
    documentedType: union(documented),
    mediaTypes,
    decoding: contents.some(({ media }) => holdsItems(media))
      ? "items"
      : commonDecoding(mediaTypes),
    isLossy: contents.some((content) => isLossy(context, content)),
  };
}

/** One media type of one response. */
interface Content {
  readonly status: string;
  readonly mediaType: string;
  readonly media: JsonObject;
}

/** The document says nothing of success: whatever comes is decoded by what it says it is. */
const undeclared: Result = {
  types: [builtIn("unknown")],
  documentedType: { text: "unknown", models: [] },
  mediaTypes: ["*/*"],
  decoding: "by type",
  isLossy: false,
};

/** The 2xx responses of an operation; `default` where there is none, since it then says what success looks like. */
export function successStatuses({ responses }: JsonObject): string[] {
  const statuses = Object.keys(objectOf(responses));
  const successes = statuses.filter((status) => /^2(\d\d|XX)$/i.test(status));
  return successes.length > 0 ? successes : statuses.filter((status) => status === "default");
}

/** Where a response comes as JSON, its form in XML is not asked for: nothing here reads it (petstore3.yaml). */
function withoutXml(contents: [string, JsonObject][]): [string, JsonObject][] {
  const comesAsJson = contents.some(([mediaType]) => isJson(mediaType));
  return contents.filter(([mediaType]) => !(comesAsJson && isXml(mediaType)));
}

function isLossy(context: Context, { mediaType, media }: Content): boolean {
  return !isMediaType(mediaType) || (isJson(mediaType) && isLossyResult(context, media.schema));
}

function contentType(
  context: Context,
  { path, method }: SourceOperation,
  { status, mediaType, media }: Content,
): TypeReference {
  const isSequence = holdsItems(media);
  const decoded = isSequence ? undefined : decodedType(mediaType);
  if (decoded !== undefined) return builtIn(decoded);
  if (media.schema === undefined) return builtIn("unknown");
  const keys = [path, method, "responses", status, "content", mediaType];
  const type = typeReference(context, media.schema, lookup("paths", keys));
  return isSequence ? { kind: "items", of: type } : type;
}

function commonDecoding(mediaTypes: readonly string[]): Decoding | undefined {
  const [first, ...others] = new Set(mediaTypes.map(decodingOf));
  return others.length > 0 ? "by type" : first;
}

function unique(types: readonly TypeReference[]): TypeReference[] {
  return [...new Map(types.map((type) => [JSON.stringify(type), type])).values()];
}
