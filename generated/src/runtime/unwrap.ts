// Hand-written. Copied from generator/runtime/unwrap.ts; edit it there.
import { bytesOfBlob, isBlob } from "./blob.ts";
import { maxErrorJson } from "./buffer-response.ts";
import { ApiError } from "./errors.ts";
import { createResponse, isJsonType, ownHeaders } from "./response.ts";
import { noteSecrets, redactFor } from "./secrets.ts";

/** What openapi-fetch resolves with. */
export interface Outcome<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

const errors = new WeakMap<Response, ApiError>();

/** The response behind an error, for callers that look at it themselves. Rethrows errors without such a response. */
export function responseTo(error: unknown): Response {
  if (!(error instanceof ApiError)) throw error;
  const { status, body } = error;
  // A Response can't have any other status.
  if (status < 300 || status > 599) throw error;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  // Text that was too long for us to parse must not be parsed by openapi-fetch.
  const response = createResponse(text.slice(0, maxErrorJson), {
    status,
    headers: ownHeaders(error),
  });
  errors.set(response, error);
  return response;
}

/** The data of a successful response. Throws an ApiError for any other. */
export async function unwrap<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call;
  const redact = redactFor(response);
  noteSecrets(data, redact);
  if (response.ok) return data as T;
  // Nothing more is known about a response made by middleware.
  const request = { method: "", url: response.url, attempts: 1 };
  throw errors.get(response) ?? new ApiError(request, response, error, redact);
}

/** Like `unwrap`, for data whose type openapi-fetch gets wrong: the caller states the one in the document. */
export async function unwrapAs<T>(call: Promise<Outcome<unknown>>): Promise<T> {
  return (await unwrap(call)) as T;
}

type StreamOutcome = Outcome<ReadableStream<Uint8Array> | null>;

/** Like `unwrap`, for a body that the caller reads. */
export async function unwrapStream(
  call: Promise<StreamOutcome>,
): Promise<ReadableStream<Uint8Array>> {
  const stream = await unwrap(call);
  return stream ?? (new Response("").body as ReadableStream<Uint8Array>);
}

/** Like `unwrap`, for a body that is decoded by its content type, because the document allows several. */
export async function unwrapByType<T>(call: Promise<Outcome<unknown>>): Promise<T> {
  const stream = (await unwrap(call)) as ReadableStream<Uint8Array> | null | undefined;
  const { headers } = (await call).response;
  const type = headers.get("content-type") ?? "";
  if (!stream || /^text\/event-stream/i.test(type)) return (stream ?? undefined) as T;
  const body = new Response(stream, { headers });
  if (isJsonType(type)) return (await body.json()) as T;
  return (await (/^text\//i.test(type) ? body.text() : body.blob())) as T;
}

/** Like `unwrapByType`, for text whose media type the document leaves open: it may come as JSON. */
export async function unwrapText<T>(call: Promise<Outcome<unknown>>): Promise<T> {
  const value: unknown = await unwrapByType(call);
  if (!isBlob(value)) return value as T;
  return new TextDecoder().decode(await bytesOfBlob(value)) as T;
}
