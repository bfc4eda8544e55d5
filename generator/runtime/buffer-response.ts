import { ApiError, type FailedRequest } from "./errors.ts";
import { isCutOff, mostLevels, nesting, parseJson } from "./json-text.ts";
import { readText } from "./read-text.ts";
import { createResponse, isJsonType, ownHeaders } from "./response.ts";
import type { Redact } from "./secrets.ts";

/** What was asked for, and how much of a response may be held in memory. */
export interface Expected extends FailedRequest {
  /** The media types of a success, separated by commas; "" if it has no content. @default whatever comes */
  readonly accept?: string | undefined;
  /** Bytes of a success that is JSON or text. */
  readonly maxResponseBytes: number;
  /** Bytes of an error. */
  readonly maxErrorBytes: number;
  /** Leaves out of an error what the server has echoed of the caller's secrets. */
  readonly redact: Redact;
}

/** Characters of an error that are parsed: the values, which are made twice, may take forty times as much memory each. */
export const mostErrorJson = 2 ** 17;

/** Bytes that an error keeps of a success that is too long. */
const longExcerpt = 2 ** 16;

/**
 * Reads a success to its end, since one that breaks off can be asked for again; a stream of events is still to be read,
 * and so is a file that nobody has said to expect. Throws an ApiError, and anything else for a success that was cut off.
 * `onStop` gets what ends the reading where nothing depends on it: an error's status is known before.
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

/** A response whose body has been read. openapi-fetch takes one for empty that says so, besides 204. */
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
 * Whether a text is the beginning of what was sent. Even if the connection says that it is all: a proxy may have ended
 * properly what it did not get whole.
 */
function isPartial({ headers }: Response, text: string): boolean {
  const type = headers.get("content-type");
  if (type && !isJsonType(type)) return false;
  // It has its end, and lacks a quotation mark.
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

/** What is wrong with a response, where the server's words don't say it. */
function problemOf(response: Response, text: string): string | undefined {
  const { status, headers } = response;
  const location = headers.get("location");
  if (status === 101) return "the server switches to another protocol; check baseUrl";
  if (/^3/.test(String(status)) && location)
    return `redirected to ${location}; set baseUrl to that address`;
  if (nesting(text).levels > mostLevels) return `JSON nested more than ${mostLevels} levels deep`;
  // What was read as text, and is none.
  return /\uFFFD/.test(text) && headers.has("content-encoding") ? undecodable(response) : undefined;
}

function undecodable({ headers }: Response): string {
  return `its content-encoding ${headers.get("content-encoding")} can't be decoded`;
}

/** Whether Node could not decompress a body, by its codes: such a body has come whole, and would come so again. */
function isUndecodable(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown };
  const { code: inner = code } = Object(cause) as { code?: unknown };
  return /^(Z_DATA_ERROR|ERR__ERROR|ZSTD_)/.test(String(inner));
}

/**
 * Whether a success holds nothing but an error and how it has ended, as some gateways send it. An object of the API's
 * own that tells of an error, such as a job that has failed, has more.
 */
function isErrorAlone(value: unknown): boolean {
  const { error, ...rest } = Object(value) as Record<"error" | "status" | "success", unknown>;
  const { status = "error", success } = rest;
  const { message, detail } = Object(error) as { message?: unknown; detail?: unknown };
  const isTold = [error, message, detail].some((it) => it && typeof it === "string");
  const isAlone = Object.keys(rest).every((name) => /^(code|status|success)$/.test(name));
  return isTold && isAlone && success !== true && /^(error|fail|false|\d)/i.test(String(status));
}
