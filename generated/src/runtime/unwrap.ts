// Hand-written. Copied from generator/runtime/unwrap.ts; edit it there.
import { mostErrorJson } from "./buffer-response.ts";
import { ApiError } from "./errors.ts";
import { createResponse, isJsonType, ownHeaders } from "./response.ts";
import { noteSecrets, redactFor } from "./secrets.ts";

/** What openapi-fetch resolves with. */
interface Outcome<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

const errors = new WeakMap<Response, ApiError>();

/** The response that an error is about, for callers who look at it themselves. Throws what is about no such response. */
export function responseTo(error: unknown): Response {
  if (!(error instanceof ApiError)) throw error;
  const { status, body } = error;
  // The other statuses are none that a Response can have.
  if (status < 300 || status > 599) throw error;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  // What was too long to be parsed once must not be parsed by openapi-fetch.
  const response = createResponse(text.slice(0, mostErrorJson), {
    status,
    headers: ownHeaders(error),
  });
  errors.set(response, error);
  return response;
}

/** The data of a success. Throws an ApiError for any other response. */
export async function unwrap<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call;
  const redact = redactFor(response);
  noteSecrets(data, redact);
  if (response.ok) return data as T;
  // Of a response that a middleware has made, no more is known.
  const request = { method: "", url: response.url, attempts: 1 };
  throw errors.get(response) ?? new ApiError(request, response, error, redact);
}

/** As `unwrap`, of data whose type openapi-fetch does not have right: it is the one that the document says. */
export async function unwrapAs<T>(call: Promise<Outcome<unknown>>): Promise<T> {
  return (await unwrap(call)) as T;
}

type StreamOutcome = Outcome<ReadableStream<Uint8Array> | null>;

/** As `unwrap`, of a body that is read by the caller. */
export async function unwrapStream(
  call: Promise<StreamOutcome>,
): Promise<ReadableStream<Uint8Array>> {
  const stream = await unwrap(call);
  return stream ?? (new Response("").body as ReadableStream<Uint8Array>);
}

/** As `unwrap`, of a body that is decoded by the type it comes with: the document allows several. */
export async function unwrapByType<T>(call: Promise<Outcome<unknown>>): Promise<T> {
  const stream = (await unwrap(call)) as ReadableStream<Uint8Array> | null | undefined;
  const { headers } = (await call).response;
  const type = headers.get("content-type") ?? "";
  if (!stream || /^text\/event-stream/i.test(type)) return (stream ?? undefined) as T;
  const body = new Response(stream, { headers });
  if (isJsonType(type)) return (await body.json()) as T;
  return (await (/^text\//i.test(type) ? body.text() : body.blob())) as T;
}
