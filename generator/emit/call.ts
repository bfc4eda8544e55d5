import type { EmptyStatuses, Operation, RequestBody, Result } from "../api-model.ts";
import { encoderOf, isRange } from "../media-type.ts";
import { isCommon } from "../path-item.ts";
import type { RuntimeName } from "../taken-names.ts";
import { code, joined, objectCode, ofRuntime, type Code } from "./code.ts";
import { fieldsConstant, partCode, stylesConstant } from "./constants.ts";
import { cookiesCode, ownQueryCode, paramsEntries } from "./parameters.ts";

type Entries = [name: string, code: Code | string][];

/** The call of the client that sends an operation, and the function that makes the method's result of it. */
export function callCode(operation: Operation): Code {
  const { httpMethod, path, body, result } = operation;
  const entries = [...paramsEntries(operation), ...bodyEntries(body), ...parseEntries(result)];
  const init = code`...${ofRuntime("init")}(${joined(initArguments(operation), ", ")})`;
  const ownQuery = ownQueryCode(operation);
  const given = code`${JSON.stringify(path)}, ${objectCode(entries, [...(ownQuery ? [ownQuery] : []), init])}`;
  const send = isCommon(httpMethod)
    ? code`this.#client.${httpMethod}`
    : code`${ofRuntime("withMethod")}(this.#client, ${JSON.stringify(httpMethod)})`;
  return code`${ofRuntime(unwrapperOf(result))}(${joined([code`${send}(${given})`, ...sequenceArguments(result)], ", ")})`;
}

/** The function that takes a result out of what openapi-fetch resolves with. */
function unwrapperOf({ decoding, isLossy, types }: Result): RuntimeName {
  if (decoding === "by type") return "unwrapByType";
  if (decoding === "text by type") return "unwrapText";
  if (decoding === "items") return "unwrapItems";
  // Of nothing, unwrapStream would make a stream.
  if (decoding === "stream" && !mayBeMissing(types)) return "unwrapStream";
  return isLossy || decoding === "stream" ? "unwrapAs" : "unwrap";
}

/** The media type of a result that is always a sequence, for responses that don't tell theirs. */
function sequenceArguments({ decoding, mediaTypes, types }: Result): string[] {
  const isAlways = decoding === "items" && mediaTypes.length === 1 && !mayBeMissing(types);
  return isAlways ? [JSON.stringify(mediaTypes[0])] : [];
}

function mayBeMissing(types: Result["types"]): boolean {
  return types.some((type) => type.kind === "builtIn" && type.name === "undefined");
}

function parseEntries({ decoding }: Result): Entries {
  if (decoding === "json" || decoding === undefined) return [];
  const isLeft = decoding.endsWith("by type") || decoding === "items";
  return [["parseAs", JSON.stringify(isLeft ? "stream" : decoding)]];
}

/** What `init` gets besides the caller's options: the media types of a success, and the cookies. */
function initArguments(operation: Operation): (Code | string)[] {
  const accept = operation.result.mediaTypes.join(", ");
  const cookies = cookiesCode(operation);
  const sent: Entries = [];
  if (accept !== "application/json") sent.push(["accept", JSON.stringify(accept)]);
  if (operation.result.empty) sent.push(["isEmpty", isEmptyCode(operation.result.empty)]);
  if (operation.result.decoding === "items") sent.push(["isStreamed", "true"]);
  if (cookies !== undefined) sent.push(["headers", cookies]);
  return sent.length > 0 ? ["options", objectCode(sent)] : ["options"];
}

function isEmptyCode({ statuses, isAllBut }: EmptyStatuses): string {
  const comparisons = statuses.map((status) => `status ${isAllBut ? "!==" : "==="} ${status}`);
  return `(status) => ${comparisons.join(isAllBut ? " && " : " || ")}`;
}

function bodyEntries(body: RequestBody | undefined): Entries {
  if (body === undefined) return [];
  const serializer = serializerCode(body);
  const given = body.required ? code`${ofRuntime("needed")}(body)` : "body";
  const entries: Entries = [["body", body.isLossy ? code`${given} as never` : given]];
  return serializer === undefined ? entries : [...entries, ["bodySerializer", serializer]];
}

/** Undefined for plain JSON, which openapi-fetch sends by itself. */
function serializerCode(body: RequestBody): Code | undefined {
  if (body.textOnly === undefined) return encoderCode(body);
  const encoder = encoderCode(body) ?? code`${ofRuntime("jsonAs")}("application/json")`;
  const fields = body.textOnly.map((name) => JSON.stringify(name));
  return code`${ofRuntime("textOnly")}(${joined([encoder, ...fields], ", ")})`;
}

function encoderCode({ encoding, mediaType }: RequestBody): Code | undefined {
  if (encoding.kind === "list") return listCode(encoding);
  const encoder = ofRuntime(encoderOf(encoding.kind));
  switch (encoding.kind) {
    case "multipart":
      return inStyle(encoding, code`${encoder}(${joined(multipartArguments(encoding), ", ")})`);
    case "form":
      return inStyle(encoding, encoder);
    default:
      if (mediaType === "application/json") return undefined;
      // A range says what is allowed: it can't be sent as the type of anything.
      return code`${encoder}(${JSON.stringify(isRange(mediaType) ? "application/octet-stream" : mediaType)})`;
  }
}

function multipartArguments({
  fieldsName,
  fields,
  mediaType,
}: Extract<RequestBody["encoding"], { kind: "multipart" }>): (Code | string)[] {
  const constant = fieldsConstant(fieldsName, fields);
  return mediaType === undefined ? [constant] : [constant, JSON.stringify(mediaType)];
}

function listCode({
  first,
  rest,
  mediaType,
}: Extract<RequestBody["encoding"], { kind: "list" }>): Code {
  const encodings = code`[${joined(first.map(partCode), ", ")}], ${partCode(rest)}`;
  return code`${ofRuntime("multipartList")}(${encodings}, ${JSON.stringify(mediaType)})`;
}

function inStyle(
  { stylesName, fields }: Extract<RequestBody["encoding"], { stylesName: unknown }>,
  encoder: Code,
): Code {
  if (stylesName === undefined) return encoder;
  return code`${ofRuntime("styled")}(${encoder}, ${stylesConstant(stylesName, fields)})`;
}
