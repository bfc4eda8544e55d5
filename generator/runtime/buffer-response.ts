import { ApiError, type FailedRequest } from "./errors.ts";
import { isCutOff, mostLevels, nesting, parseJson } from "./json-text.ts";
import { readText } from "./read-text.ts";
import { createResponse, isJsonType, ownHeaders } from "./response.ts";
import type { Redact } from "./secrets.ts";

/** What to expect of a response, and how much of it may be held in memory. */
export interface Expected extends FailedRequest {
  /** The media types of a successful response, separated by commas; "" for no content. @default any */
  readonly accept?: string | undefined;
  /** Limit in bytes for a successful response of JSON or text. */
  readonly maxResponseBytes: number;
  /** Limit in bytes for an error. */
  readonly maxErrorBytes: number;
  /** Removes secrets of the caller that the server echoed in an error. */
  readonly redact: Redact;
}

/** Longest error in characters that is parsed: its values are made twice, and each may take forty times the memory. */
export const mostErrorJson = 2 ** 17;

/** How many bytes of a successful response that is too long go into the error. */
const longExcerpt = 2 ** 16;

/**
 * Reads a successful response to its end, so that one that breaks off can be retried. Event streams, and files that the
 * document doesn't mention, are left unread. Throws an ApiError, or another error for a successful response that was cut
 * off. `onStop` receives a function that stops reading the body of an error, whose status is known anyway.
 */
export async function bufferResponse(
  response: Response,
  expected: Expected,
  onStop: (stop: () => void) => void,
): Promise<Response> {
  const { accept, maxErrorBytes } = expected;
  const { status, headers } = response;
  const isSuccess = status >= 200 && status < 300;
  if (!isSuccess || accept === "" || status === 204 || status === 205) {
    const read = await readText(response, maxErrorBytes, maxErrorBytes, onStop);
    if (isSuccess) return anew(response, null);
    const text = read.isCut ? expected.redact(read.text, true) : read.text;
    const value = text.length > mostErrorJson ? undefined : parseJson(text);
    const problem = isUndecodable(read.error)
      ? undecodable(response)
      : problemOf(response, value === undefined ? text : "");
    throw failure(response, expected, value === undefined ? text : value, problem);
  }
  const type = !accept || /[,*]/.test(accept) ? (headers.get("content-type") ?? "") : accept;
  if (/^text\/event-stream/i.test(type)) return response;
  if (isJsonType(type) || /^text\//i.test(type))
    return anew(response, await readSuccess(response, expected, isJsonType(type)));
  return accept ? anew(response, await response.blob()) : response;
}

/** A response with a body that was read. openapi-fetch takes a content-length of 0, like a 204, to mean it is empty. */
function anew(response: Response, body: string | Blob | null): Response {
  const { status, statusText } = response;
  const headers = ownHeaders(response);
  if (body === null) headers.set("content-length", "0");
  return createResponse(body, { status, statusText, headers });
}

async function readSuccess(
  response: Response,
  expected: Expected,
  isJson: boolean,
): Promise<string> {
  const { accept, maxResponseBytes, maxErrorBytes, redact } = expected;
  const fail = (body: unknown, problem?: string) => failure(response, expected, body, problem);
  const read = readText(response, maxResponseBytes, longExcerpt);
  const { text, isCut } = await read.catch((error: unknown) => {
    throw isUndecodable(error) ? fail("", undecodable(response)) : error;
  });
  const excerpt = redact(text.slice(0, maxErrorBytes), isCut || text.length > maxErrorBytes);
  if (isCut) throw fail(excerpt, `more than ${maxResponseBytes} bytes; raise maxResponseBytes`);
  if (!isJson || !accept) return text;
  const value = parseJson(text);
  if (isErrorAlone(value)) throw fail(value);
  if (value !== undefined) return text;
  if (isPartial(response, text)) throw new Error("the response ends in the middle of its JSON");
  throw fail(excerpt, problemOf(response, text));
}

/**
 * Whether a text is only the beginning of a response. The connection may claim that it is complete: a proxy can properly
 * end a response that it did not receive in full.
 */
function isPartial({ headers }: Response, text: string): boolean {
  const type = headers.get("content-type");
  if (type && !isJsonType(type)) return false;
  // It is complete, and lacks a quotation mark.
  if (headers.has("content-length") && nesting(text).isQuoted && /[}\]]\s*$/.test(text))
    return false;
  return isCutOff(text);
}

function failure(
  response: Response,
  { redact, ...call }: Expected,
  body: unknown,
  problem?: string,
) {
  return new ApiError(call, response, body, redact, problem);
}

/** What is wrong with a response, where the server doesn't say so itself. */
function problemOf(response: Response, text: string): string | undefined {
  const { status, headers } = response;
  const location = headers.get("location");
  if (status === 101) return "the server switches to another protocol; check baseUrl";
  if (/^3/.test(String(status)) && location)
    return `redirected to ${location}; set baseUrl to that address`;
  if (nesting(text).levels > mostLevels) return `JSON nested more than ${mostLevels} levels deep`;
  // Compressed bytes that were read as text.
  return /\uFFFD/.test(text) && headers.has("content-encoding") ? undecodable(response) : undefined;
}

function undecodable({ headers }: Response): string {
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
  const isTold = [error, message, detail].some((it) => it && typeof it === "string");
  const isAlone = Object.keys(rest).every((name) => /^(code|status|success)$/.test(name));
  return isTold && isAlone && success !== true && /^(error|fail|false|\d)/i.test(String(status));
}
