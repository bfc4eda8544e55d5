import { anyText, withoutSecrets } from "./cause.ts";
import { redactJson, shownUrl, type Redact } from "./secrets.ts";
import { line } from "./text.ts";

/** The request that failed. */
export type FailedRequest = Pick<RequestError, "method" | "url" | "attempts">;

/** What all errors of a request have in common. */
export class RequestError extends Error {
  /** The HTTP method, such as `POST`. */
  declare readonly method: string;
  /** The URL, without its user part and without secrets of its query. */
  declare readonly url: string;
  /** How many times it was sent. */
  declare readonly attempts: number;

  /** @param properties those of the subclass. */
  constructor(request: FailedRequest, problem: string, properties: Properties, redact?: Redact) {
    const { method, attempts } = request;
    const { requestId } = properties;
    const url = shownUrl(request.url, redact);
    const sent = attempts > 1 ? ` (after ${attempts} attempts)` : "";
    const id = requestId ? ` (request id ${line(requestId, 200)})` : "";
    super(`${method} ${url}: ${line(problem)}${sent}${id}`, properties);
    Object.assign(this, { method, url, attempts }, properties);
  }
}

interface Properties {
  readonly cause?: unknown;
  readonly name: string;
  readonly requestId?: string | null;
  readonly [property: string]: unknown;
}

/**
 * The server responded with an error, or with something that can't be read.
 *
 * @example
 * function remedyFor(error: unknown): string {
 *   if (error instanceof TimeoutError) return `raise timeout above ${error.timeout} ms`;
 *   if (error instanceof ConnectionError) return "check the network";
 *   if (!(error instanceof ApiError)) throw error;
 *   return error.status === 401 ? "check the key" : `ask support about ${error.requestId}`;
 * }
 */
export class ApiError extends RequestError {
  /** The HTTP status; 2xx if the response could not be read. */
  declare readonly status: number;
  /** The response's headers, without what they echo of the caller's secrets. */
  declare readonly headers: Headers;
  /** What the server sent, without the caller's secrets: parsed if it is JSON, else its text. */
  declare readonly body: unknown;
  /** The header `x-request-id`, which support asks for; null where there is none. */
  declare readonly requestId: string | null;
  /** The API's name for the error, such as `invalid_api_key`; null where it gives none. */
  declare readonly code: string | null;
  /** The API's kind of error, such as `invalid_request_error`; null where it gives none. */
  declare readonly type: string | null;
  /** The parameter that the error is about; null where the API names none. */
  declare readonly param: string | null;

  /**
   * Never throws, whatever the server sent. `redact` removes the caller's secrets if the server echoed them. `problem`
   * replaces the server's own message.
   */
  constructor(
    request: FailedRequest,
    response: ErrorResponse,
    content: unknown,
    redact: Redact,
    problem?: string,
  ) {
    const { status } = response;
    const headers = redactHeaders(response.headers, redact);
    const body = redactJson(content, redact);
    // Read before redacting: a placeholder used as a key may be equal to one of these names.
    const { error } = Object(content) as Fields;
    const {
      detail = error,
      message = detail,
      code = null,
      type = null,
      param = null,
    } = Object(error) as Fields;
    const shown =
      (problem && redact(problem)) ??
      (typeof message === "string" ? redact(message) : contentOf(status, headers, body));
    const id = headers.get("x-request-id");
    const requestId = id && line(id);
    const names = printable(redactJson({ code, type, param }, redact) as Fields);
    const properties = { name: "ApiError", status, headers, body, requestId, ...names };
    super(request, `${status} ${shown}`, properties, redact);
  }
}

type ErrorResponse = Pick<Response, "status" | "headers">;
type Fields = Record<string, unknown>;

/** No response came, or it broke off. `cause` is what the transport threw, or a copy of it without the caller's secrets. */
export class ConnectionError extends RequestError {
  constructor(request: FailedRequest, thrown: unknown, redact: Redact) {
    const cause = withoutSecrets(thrown, redact);
    const outer = Object(cause) as Cause;
    // fetch only says "fetch failed"; if several addresses fail, its cause has a code but no message.
    const inner = Object(outer.cause ?? cause) as Cause;
    const reason = anyText(inner.message || inner.code || cause);
    const remedy = /^E[MN]FILE$/.test(String(inner.code))
      ? "too many open files: make fewer calls at a time (p-limit), or raise ulimit -n"
      : "check the network and baseUrl";
    const problem = `connection failed: ${line(reason, 900)}; ${remedy}`;
    super(request, problem, { name: "ConnectionError", cause }, redact);
  }
}

interface Cause extends Error {
  readonly code?: string;
}

/** An attempt took longer than `timeout`, or made no progress for `stallTimeout`. */
export class TimeoutError extends RequestError {
  /** Milliseconds: the limit that was exceeded, `timeout` or `stallTimeout`. */
  declare readonly timeout: number;

  /** @param option the one that set the limit. */
  constructor(request: FailedRequest, timeout: number, option: string) {
    super(request, `timed out after ${timeout} ms (${option})`, {
      name: "TimeoutError",
      timeout,
    });
  }
}

/** Consoles print these properties as they are. */
function printable(names: Fields): Fields {
  const all = Object.entries(names);
  return Object.fromEntries(
    all.map(([name, it]) => [name, typeof it === "string" ? line(it) : it]),
  );
}

/** Describes a body that is neither the expected value nor an error with a message. */
function contentOf(status: number, headers: Headers, body: unknown): string {
  const isSuccess = status >= 200 && status < 300;
  const text = excerpt(body);
  if (!text) return isSuccess ? "with an empty body" : "without a message";
  const type = headers.get("content-type") ?? "untyped";
  if (!isSuccess) return `${type}: ${text}`;
  return `${/[/+]json/i.test(type) ? "broken" : "not JSON but"} ${type}: ${text}`;
}

/** The start of a body that isn't the API's, such as a proxy's page. */
function excerpt(body: unknown): string {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  // Cut first: a page may be long and consist mostly of tags.
  return line(
    text
      .slice(0, 10_000)
      .replace(/(<[^<>]*>|\s)+/g, " ")
      .trim(),
    200,
  );
}

function redactHeaders(given: Headers, redact: Redact): Headers {
  const headers = new Headers();
  given.forEach((value, name) => {
    // With the mark in it, it would not be a valid name.
    if (redact(name) === name) headers.append(name, redact(value));
  });
  return headers;
}
