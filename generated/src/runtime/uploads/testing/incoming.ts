// Hand-written. Copied from generator/runtime/uploads/testing/incoming.ts; edit it there.
import { kindOf, type ByteSource } from "../../body.ts";
import { streamClass } from "../../platform.ts";

/** What the server needs of a request, whatever its class. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly headers: Pick<Headers, "get">;
  readonly body: ByteSource | null;
  readonly signal: AbortSignal;
  /** Keeps the original Request alive: once it is garbage-collected, no abort reaches it. */
  readonly origin: unknown;
}

/** What a Request has: Node's, or one of a test environment, a polyfill or another copy of undici. */
export interface RequestLike {
  /** Absolute. */
  readonly url: string;
  /** The HTTP method, such as `POST`. */
  readonly method: string;
  /** Its headers. */
  readonly headers: Headers;
  /** Missing where streams are unknown, as in whatwg-fetch's; a Node stream in node-fetch's. */
  readonly body?: ByteSource | null;
  /** Whether the body was read. */
  readonly bodyUsed?: boolean;
  /** Aborts the request. */
  readonly signal?: AbortSignal | null;
  /** The whole body. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The first argument of `fetch`. */
export type FetchInput = string | URL | RequestLike;

/**
 * Reads the arguments of `fetch`, of which the second overrides the properties of a Request.
 *
 * @throws TypeError where `fetch` rejects with one: for a body that was read before, and for anything that isn't a body.
 */
export function toIncoming(input: FetchInput, init: RequestInit): Incoming {
  checkInput(input);
  const request: Partial<RequestLike> = isRequest(input) ? input : {};
  const url = isRequest(input) ? input.url : String(input);
  const { method = request.method ?? "GET" } = init;
  const headers = toHeaders(init.headers ?? request.headers);
  const { body, contentType } = init.body == null ? bodyOf(request) : toBody(init.body);
  return {
    method: method.toUpperCase(),
    // A baseUrl may have no origin.
    path: new URL(url, "http://localhost").pathname,
    headers: {
      get: (name) => headers.get(name) ?? (name === "content-type" ? contentType : null),
    },
    body,
    signal: init.signal ?? request.signal ?? new AbortController().signal,
    origin: input,
  };
}

/** Cancels a body. The outcome doesn't matter. */
export function giveUp(body: ByteSource | null, reason?: unknown): void {
  const { cancel, destroy, socket } = (body ?? {}) as Partial<ReadableStream & NodeStream>;
  cancel?.call(body, reason).catch(() => undefined);
  // A server's request would close its connection, which the response still needs.
  if (!socket) destroy?.call(body);
}

interface NodeStream {
  readonly socket: unknown;
  destroy(): unknown;
}

interface Body {
  readonly body: ByteSource | null;
  /** Its own media type, if any. */
  readonly contentType: string | null;
}

/** Throws for objects such as those that `node:http` passes to a listener: they would be taken for URLs, or wait for ever. */
function checkInput(input: unknown): void {
  const { url, href, headers } = Object(input) as Partial<RequestLike & URL>;
  const isRequestLike = typeof url === "string" && typeof headers?.get === "function";
  if (typeof input === "string" || typeof href === "string" || isRequestLike) return;
  const { name } = Object((Object(input) as object).constructor) as { name?: string };
  const kind = input == null || name === undefined ? kindOf(input) : name;
  throw new TypeError(
    `fetch must be given a Request or a URL, got ${kind}; behind node:http, use @hono/node-server`,
  );
}

function isRequest(input: FetchInput): input is RequestLike {
  return typeof input === "object" && "headers" in input;
}

function bodyOf(request: Partial<RequestLike>): Body {
  if (request.bodyUsed === true)
    throw new TypeError("the request's body has been read; send a clone() of the request");
  const { body = request.arrayBuffer ? inMemory(request as RequestLike) : null } = request;
  return { body, contentType: null };
}

async function* inMemory(request: RequestLike): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(await request.arrayBuffer());
}

/** Unchanged if it has `get`: happy-dom's Headers copy nothing from Node's. */
function toHeaders(given: HeadersInit = {}): Pick<Headers, "get"> {
  const { get } = given as Partial<Headers>;
  return typeof get === "function" ? (given as Headers) : new Headers(given);
}

function toBody(given: BodyInit | ByteSource): Body {
  const isStream = typeof given === "object" && Symbol.asyncIterator in given;
  // Response accepts its own streams, and checks whether they were read before.
  if (isStream && given.constructor !== streamClass()) return { body: given, contentType: null };
  const { body, headers } = new Response(given as BodyInit);
  return { body, contentType: headers.get("content-type") };
}
