/** The request that failed. */
export type FailedRequest = Pick<RequestError, "method" | "url" | "attempts">;

/** What the errors of a request share. */
export class RequestError extends Error {
  /** The HTTP method, such as `POST`. */
  declare readonly method: string;
  declare readonly url: string;
  /** How often it was sent. */
  declare readonly attempts: number;

  /** `properties` are those of the subclass, assigned here rather than one by one. */
  constructor({ method, url, attempts }: FailedRequest, problem: string, properties: Properties) {
    const { requestId } = properties;
    const sent = attempts > 1 ? ` (after ${attempts} attempts)` : "";
    const id = requestId ? ` (request id ${requestId})` : "";
    super(`${method} ${url}: ${problem}${sent}${id}`, properties);
    Object.assign(this, { method, url, attempts }, properties);
  }
}

interface Properties extends ErrorOptions {
  readonly name: string;
  readonly requestId?: string | null;
  readonly [property: string]: unknown;
}

/** The server answered with an error, or with something unreadable. */
export class ApiError extends RequestError {
  /** The HTTP status; 2xx if the answer could not be read. */
  declare readonly status: number;
  declare readonly headers: Headers;
  /** What the server sent: parsed if it is JSON, else its text. */
  declare readonly body: unknown;
  /** The header `x-request-id`, which support asks for. */
  declare readonly requestId: string | null;
  /** The API's name for the error, such as `invalid_api_key`. */
  declare readonly code: string | null;
  /** The API's kind of error, such as `invalid_request_error`. */
  declare readonly type: string | null;
  /** The parameter that the error is about. */
  declare readonly param: string | null;

  /** `key` is left out wherever the server has echoed it. `told` is said instead of the server's words. */
  constructor(request: FailedRequest, answer: Answer, content: unknown, key = "", told?: string) {
    const { status } = answer;
    const headers = new Headers(redact([...answer.headers], key));
    const body = redact(content, key);
    const { error } = Object(body) as Fields;
    const { message = error, code = null, type = null, param = null } = Object(error) as Fields;
    const label = status < 300 ? "not JSON but " : "";
    const problem =
      (told && redact(told, key)) ??
      (typeof message === "string"
        ? message
        : `${label}${headers.get("content-type") ?? "untyped"}: ${excerpt(body)}`);
    const requestId = headers.get("x-request-id");
    const properties = { name: "ApiError", status, headers, body, requestId, code, type, param };
    super(request, `${status} ${problem}`, properties);
  }
}

type Answer = Pick<Response, "status" | "headers">;
type Fields = Record<string, unknown>;

/** No answer came, or it broke off. `cause` is what the transport threw, unless that holds the key. */
export class ConnectionError extends RequestError {
  constructor(request: FailedRequest, cause: unknown, key = "") {
    const outer = Object(cause) as Cause;
    // What fetch itself says is "fetch failed"; when several addresses fail, its cause has a code and no message.
    const inner = Object(outer.cause ?? cause) as Cause;
    const reason = String(inner.message || inner.code || cause);
    const text = [reason, outer.stack, inner.stack].join();
    super(request, `connection failed: ${redact(reason, key)}; check the network and baseUrl`, {
      name: "ConnectionError",
      ...(redact(text, key) === text && { cause }),
    });
  }
}

interface Cause extends Error {
  readonly code?: string;
}

/** An attempt took longer than `timeout`, or its body did not move on for `stallTimeout`. */
export class TimeoutError extends RequestError {
  /** Milliseconds. */
  declare readonly timeout: number;

  /** `option` is the one to raise. */
  constructor(request: FailedRequest, timeout: number, option: string) {
    super(request, `${option} of ${timeout} ms is over; raise it`, {
      name: "TimeoutError",
      timeout,
    });
  }
}

/** The start of a body that is not the API's: a proxy's page, say. */
function excerpt(body: unknown): string {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const words = text.replace(/(<[^<>]*>|\s)+/g, " ");
  return words.trim().slice(0, 200);
}

/** The same value, made of JSON, with the key left out wherever a server has echoed it. */
export function redact<T>(value: T, key: string): T {
  // Shorter ones are stand-ins for servers that want none; replacing "x" would garble everything.
  if (key.length < 6) return value;
  const echoed = JSON.stringify(key).slice(1, -1);
  return JSON.parse(JSON.stringify(value).replaceAll(echoed, "[apiKey]")) as T;
}
