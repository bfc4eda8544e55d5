import type { DocumentedType, ResponseInfo, Result, TypeReference } from "../api-model.ts";
import { isObject, textOf, type JsonObject } from "../json.ts";
import { builtIn, follow, typeReference, type Context, type SourceOperation } from "./context.ts";
import { describeType } from "./documented-type.ts";
import { isLossyResult, isNoType } from "./lossy-types.ts";

/** What the operation's method resolves to: one type per media type of each successful answer. */
export function readResult(context: Context, source: SourceOperation): Result {
  const types: TypeReference[] = [];
  const documented: DocumentedType[] = [];
  const mediaTypes = new Set<string>();
  let empty = false;
  let isLossy = false;
  for (const [status, node] of successes(context, source)) {
    const contents = withoutXml(contentsOf(node));
    if (contents.length === 0) empty = true;
    for (const [mediaType, media] of contents) {
      mediaTypes.add(mediaType);
      types.push(typeOf(context, source, { status, mediaType, media }));
      const isJson = isJsonType(mediaType);
      isLossy ||= isNoType(mediaType) || (isJson && isLossyResult(context, media.schema));
      documented.push(documentedType(context, mediaType, media));
    }
  }
  if (types.length === 0 && !empty) return undeclared;
  if (empty) {
    types.push(builtIn(types.length === 0 ? "void" : "undefined"));
    documented.push({ text: types.length === 1 ? "void" : "undefined", models: [] });
  }
  return {
    types: unique(types),
    documentedType: union(documented),
    mediaTypes: [...mediaTypes],
    isLossy,
  };
}

/** The document says nothing of success: whatever comes is decoded by what it says it is. */
const undeclared: Result = {
  types: [builtIn("unknown")],
  documentedType: { text: "unknown", models: [] },
  mediaTypes: ["*/*"],
  isLossy: false,
};

/** Every answer the document lists, with its headers. */
export function readResponses(context: Context, { operation }: SourceOperation): ResponseInfo[] {
  return entriesOf(operation.responses).map(([status, value]) => {
    const node = follow(context, value);
    const contents = contentsOf(node);
    return {
      status,
      description: textOf(node.description),
      mediaTypes: contents.map(([mediaType]) => mediaType),
      documentedType:
        contents.length === 0
          ? undefined
          : union(contents.map(([mediaType, media]) => documentedType(context, mediaType, media))),
      headers: entriesOf(node.headers).map(([name, header]) => ({
        name,
        description: textOf(follow(context, header).description),
      })),
    };
  });
}

/** The 2xx answers; `default` where there is none, since it then says what success looks like. */
function successes(context: Context, { operation }: SourceOperation): [string, JsonObject][] {
  const all = entriesOf(operation.responses);
  const twoHundreds = all.filter(([status]) => /^2(\d\d|XX)$/i.test(status));
  const chosen =
    twoHundreds.length > 0 ? twoHundreds : all.filter(([status]) => status === "default");
  return chosen.map(([status, value]) => [status, follow(context, value)]);
}

function contentsOf(response: JsonObject): [string, JsonObject][] {
  return entriesOf(response.content).map(([mediaType, media]) => [
    mediaType,
    isObject(media) ? media : {},
  ]);
}

/** Where an answer comes as JSON, its form in XML is not asked for: nothing here reads it (petstore3.yaml). */
function withoutXml(contents: [string, JsonObject][]): [string, JsonObject][] {
  const isJson = contents.some(([mediaType]) => isJsonType(mediaType));
  return contents.filter(([mediaType]) => !(isJson && /[/+]xml\s*(;|$)/i.test(mediaType)));
}

function isJsonType(mediaType: string): boolean {
  return /[/+]json\s*(;|$)/i.test(mediaType);
}

function entriesOf(value: unknown): [string, unknown][] {
  return Object.entries(isObject(value) ? value : {});
}

interface Content {
  readonly status: string;
  readonly mediaType: string;
  readonly media: JsonObject;
}

function typeOf(
  context: Context,
  { path, method }: SourceOperation,
  { status, mediaType, media }: Content,
): TypeReference {
  const decoded = decodedType(mediaType);
  if (decoded !== undefined) return decoded;
  if (media.schema === undefined) return builtIn("unknown");
  const keys = [path, method, "responses", status, "content", mediaType].map((key) => ({
    key,
    optional: false,
  }));
  return typeReference(context, media.schema, { kind: "lookup", root: "paths", keys });
}

/** What the runtime makes of an answer that is not JSON; undefined for JSON, whose type is the schema's. */
function decodedType(mediaType: string): TypeReference | undefined {
  if (isJsonType(mediaType)) return undefined;
  if (mediaType.includes("*")) return builtIn("unknown");
  if (/^text\/event-stream/i.test(mediaType)) return builtIn("ReadableStream<Uint8Array>");
  return builtIn(/^text\//i.test(mediaType) ? "string" : "Blob");
}

function documentedType(context: Context, mediaType: string, media: JsonObject): DocumentedType {
  const decoded = decodedType(mediaType);
  if (decoded?.kind === "builtIn") return { text: decoded.name, models: [] };
  return describeType(context, media.schema);
}

function unique(types: readonly TypeReference[]): TypeReference[] {
  return [...new Map(types.map((type) => [JSON.stringify(type), type])).values()];
}

function union(types: readonly DocumentedType[]): DocumentedType {
  return {
    text: [...new Set(types.map(({ text }) => text))].join(" | "),
    models: [...new Set(types.flatMap(({ models }) => models))],
  };
}
