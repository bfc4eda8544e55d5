import { encoders } from "./media-type.ts";

/*
 * Names that mean something already, where emitted names would stand.
 */

/** Words that can't name a variable in strict module code, and `constructor`, which can't name a method. */
export const reservedWords = new Set(
  (
    "arguments await break case catch class const constructor continue debugger default delete do else enum eval export " +
    "extends false finally for function if implements import in instanceof interface let new null package private " +
    "protected public return static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** Names a type can't have, and those that `models.ts` itself needs: such a model is called by its key in Pascal case. */
export const typeKeywords = new Set(
  "any as asserts async bigint boolean components infer intrinsic is keyof never number object of readonly string symbol type undefined unique unknown".split(
    " ",
  ),
);

/** The arguments a method has besides its path parameters. */
export const ownArguments = new Set(["body", "params", "options"]);

/** What every emitted package exports besides its models and classes. */
export const ownExports: ReadonlySet<string> = new Set([
  "ApiError",
  "BASE_URL",
  "BinaryData",
  "BinaryInput",
  "ByteSource",
  "Client",
  "ClientOptions",
  "ConnectionError",
  "EncodedBody",
  "Middleware",
  "NamedBinary",
  "RequestError",
  "RequestOptions",
  "ResponseInfo",
  "TimeoutError",
  "Transport",
  "TransportRequest",
  "createClient",
  "xhrTransport",
]);

/** What wrappers use of the runtime. */
export const runtimeNames = [
  ...encoders,
  "BinaryInput",
  "FieldEncodings",
  "ParameterStyles",
  "RequestOptions",
  "checkClient",
  "cookies",
  "headers",
  "init",
  "multipartList",
  "needed",
  "ownQuery",
  "pick",
  "plainPath",
  "queryString",
  "reservedQuery",
  "styled",
  "styledPath",
  "styledQuery",
  "textOnly",
  "unwrap",
  "unwrapAs",
  "unwrapByType",
  "unwrapItems",
  "unwrapStream",
  "unwrapText",
  "wholeQuery",
  "withMethod",
] as const;

export type RuntimeName = (typeof runtimeNames)[number];

/** Names that have a meaning of their own in a file of wrappers: a model of that name is reached through `components` there. */
export const wrapperGlobals: ReadonlySet<string> = new Set([
  ...runtimeNames,
  "AsyncIterable",
  "Blob",
  "NonNullable",
  "Promise",
  "ReadableStream",
  "Uint8Array",
  "paths",
]);

/** Names that `schema.ts` declares or uses itself. */
export const schemaGlobals: ReadonlySet<string> = new Set([
  "$defs",
  "BinaryInput",
  "Extract",
  "Omit",
  "Record",
  "WithRequired",
  "operations",
  "paths",
  "webhooks",
]);
