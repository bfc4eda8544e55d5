import type { Ending } from "./abort.ts";
import { ApiError, type FailedRequest } from "./errors.ts";
import { isCutOff, maxLevels, nesting, parseJson } from "./json-text.ts";
import { readText, type BodyText, type Reading } from "./read-text.ts";
import { createResponse, isJsonType, ownHeaders, toOwnResponse, type Reply } from "./response.ts";
import type { Redact } from "./secrets.ts";

/** What to expect of a response, and how much of it may be held in memory. */
export interface Expected extends FailedRequest {
  /** The media types of a successful response, separated by commas; "" for no content. @default any */
  readonly accept?: string | undefined;
  /** Whether a success of this status has no content, where others have. @default only 204 and 205 */
  readonly isEmpty?: ((status: number) => boolean) | undefined;
  /** Whether a success that is no JSON is left unread: a sequence of items. @default false */
  readonly isStreamed?: boolean | undefined;
  /** Limit in bytes for a successful response of JSON or text. */
  readonly maxResponseBytes: number;
  /** Limit in bytes for an error. */
  readonly maxErrorBytes: number;
  /** Removes secrets of the caller that the server echoed in an error. */
  readonly redact: Redact;
}

/** Characters of the longest error that is parsed: its values are copied once, and each may take forty times the memory. */
export const maxErrorJson = 2 ** 17;

/** How many bytes of an overlong successful response go into the error. */
const longExcerpt = 2 ** 16;

/** A response as the caller gets it. */
export interface Buffered {
  readonly result: Response;
  /** For a body not yet read: resolves once it has been read or cancelled, or has failed. */
  readonly streamed?: Promise<unknown>;
}

/**
 * Reads a successful response to its end, so that one that breaks off can be retried. Event streams, and files that the
 * document doesn't mention, are left unread. Throws an ApiError, or another error for a successful response that was cut
 * off. `onStop` receives a function that stops reading the body of an error, whose status is known anyway.
 */
export async function bufferResponse(
  reply: Reply,
  expected: Expected,
  { ending, onStop }: Pick<Reading, "ending" | "onStop">,
): Promise<Buffered> {
  const { accept, isEmpty, maxErrorBytes } = expected;
  const { status } = reply;
  const isSuccess = status >= 200 && status < 300;
  if (!isSuccess || accept === "" || isEmpty?.(status) || status === 204 || status === 205) {
    const limits = { limit: maxErrorBytes, excerpt: maxErrorBytes };
    const read = await readText(reply, { ...limits, ending, onStop });
    if (isSuccess) return anew(reply, null);
    throw errorOf(reply, expected, read);
  }
  const type = !accept || /[,*]/.test(accept) ? (reply.headers.get("content-type") ?? "") : accept;
  const isEvents = /^text\/event-stream/i.test(type) || (expected.isStreamed && !isJsonType(type));
  if (!isEvents && (isJsonType(type) || /^text\//i.test(type)))
    return anew(reply, await readSuccess(reply, expected, isJsonType(type), ending));
  const { response, ended } = toOwnResponse(reply, ending);
  if (isEvents || !accept) return { result: response, streamed: ended };
  return anew(reply, await response.blob());
}

/** A response with a body that was read. openapi-fetch takes a content-length of 0, like a 204, to mean it is empty. */
function anew(reply: Reply, body: string | Blob | null): Buffered {
  const { status, statusText } = reply;
  const headers = ownHeaders(reply);
  if (body === null) headers.set("content-length", "0");
  return { result: createResponse(body, { status, statusText, headers }) };
}

/** The error for a response that is none of the successes. */
function errorOf(reply: Reply, expected: Expected, read: BodyText): ApiError {
  const text = read.isCut ? expected.redact(read.text, true) : read.text;
  const value = text.length > maxErrorJson ? undefined : parseJson(text);
  const problem = isUndecodable(read.error)
    ? undecodable(reply)
    : problemOf(reply, value === undefined ? text : "");
  return failure(reply, expected, value === undefined ? text : value, problem);
}

async function readSuccess(
  reply: Reply,
  expected: Expected,
  isJson: boolean,
  ending: Ending,
): Promise<string> {
  const { accept, maxResponseBytes, maxErrorBytes, redact } = expected;
  const fail = (body: unknown, problem?: string) => failure(reply, expected, body, problem);
  const read = readText(reply, { limit: maxResponseBytes, excerpt: longExcerpt, ending });
  const { text, isCut } = await read.catch((error: unknown) => {
    throw isUndecodable(error) ? fail("", undecodable(reply)) : error;
  });
  const excerpt = () => redact(text.slice(0, maxErrorBytes), isCut || text.length > maxErrorBytes);
  if (isCut) throw fail(excerpt(), `more than ${maxResponseBytes} bytes; raise maxResponseBytes`);
  if (!isJson || !accept) return text;
  const value = parseJson(text);
  if (isErrorAlone(value)) throw fail(value);
  if (value !== undefined) return text;
  if (isPartial(reply, text)) throw new Error("the response ends in the middle of its JSON");
  throw fail(excerpt(), problemOf(reply, text));
}

/**
 * Whether a text is only the beginning of a response. The connection may claim that it is complete: a proxy can properly
 * end a response that it did not receive in full.
 */
function isPartial({ headers }: Reply, text: string): boolean {
  const type = headers.get("content-type");
  if (type && !isJsonType(type)) return false;
  // It is complete, and lacks a quotation mark.
  if (headers.has("content-length") && nesting(text).isQuoted && /[}\]]\s*$/.test(text))
    return false;
  return isCutOff(text);
}

function failure(reply: Reply, { redact, ...call }: Expected, body: unknown, problem?: string) {
  return new ApiError(call, reply, body, redact, problem);
}

/** What is wrong with a response, where the server doesn't say so itself. */
function problemOf(reply: Reply, text: string): string | undefined {
  const { status, headers } = reply;
  const location = headers.get("location");
  if (status === 101) return "the server switches to another protocol; check baseUrl";
  if (/^3/.test(String(status)) && location)
    return `redirected to ${location}; set baseUrl to that address`;
  if (nesting(text).levels > maxLevels) return `JSON nested more than ${maxLevels} levels deep`;
  // Compressed bytes that were read as text.
  return /\uFFFD/.test(text) && headers.has("content-encoding") ? undecodable(reply) : undefined;
}

function undecodable({ headers }: Reply): string {
  return `its content-encoding ${headers.get("content-encoding")} can't be decoded`;
}

/** Whether Node failed to decompress a body, judging by its error codes. A retry would bring the same body. */
function isUndecodable(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown };
  const { code: inner = code } = Object(cause) as { code?: unknown };
  return /^(Z_DATA_ERROR|ERR__ERROR|ZSTD_)/.test(String(inner));
}

/**
 * Whether a success contains nothing but an error and its status, as some gateways send it. An object of the API that
 * mentions an error, such as a failed job, has more properties.
 */
function isErrorAlone(value: unknown): boolean {
  const { error, ...rest } = Object(value) as Record<"error" | "status" | "success", unknown>;
  const { status = "error", success } = rest;
  const { message, detail } = Object(error) as { message?: unknown; detail?: unknown };
  const hasMessage = [error, message, detail].some((it) => it && typeof it === "string");
  const isAlone = Object.keys(rest).every((name) => /^(code|status|success)$/.test(name));
  return (
    hasMessage && isAlone && success !== true && /^(error|fail|false|\d)/i.test(String(status))
  );
}
