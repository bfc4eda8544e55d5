// Hand-written. Copied from generator/runtime/client-options.ts; edit it there.
import { authorization } from "./attempt.ts";
import { kindOf, invalid } from "./body.ts";
import { environmentVariable } from "./environment.ts";
import { checkNames, withoutUndefined } from "./option-names.ts";
import { shownUrl } from "./secrets.ts";
import type { Fetch, Transport } from "./transport.ts";

/** The options of `createClient`. */
export interface ClientOptions {
  /**
   * Sent as `Authorization: Bearer …`. A function is called once per attempt. null sends no such header, for a proxy that
   * adds it or an API that needs none. undefined, as from an environment variable that is not set, is refused unless the
   * API has a variable of its own for the key.
   */
  apiKey: string | null | undefined | (() => string | Promise<string>);
  /** Where the paths of the API start. @default the first server of the API's document */
  baseUrl?: string | undefined;
  /**
   * Used instead of the global `fetch`: a function with the same signature, such as undici's or a test server's, or a
   * handler `(Request) => Promise<Response>`. It is called with a Request, and with the same values as `init`.
   * @default the global `fetch`; in browsers `xhrTransport()`; over `node:http` in the entry point for Node
   */
  fetch?: Fetch | undefined;
  /** Used instead of `fetch`. @default none */
  transport?: Transport | undefined;
  /** Sent with every request; they override the client's own, except for the content type. @default none */
  headers?: Record<string, string> | undefined;
  /** Sent in the URL of every request, such as `{ "api-version": "…" }`. A parameter of the operation's overrides it. @default none */
  query?: Record<string, string | number | boolean | undefined> | undefined;
  /** Milliseconds per attempt, from its start until its response has been read. @default 600_000 */
  timeout?: number | undefined;
  /**
   * How often a failed request is sent again: when the connection broke, an attempt timed out, or the status is 408, 409,
   * 429 or 5xx. @default 2
   */
  maxRetries?: number | undefined;
  /**
   * Milliseconds: the longest wait before a retry that a server may ask for with `Retry-After`. If it asks for more, the
   * call fails with its error. @default 60_000
   */
  maxRetryDelay?: number | undefined;
  /**
   * Bytes of the longest successful response that is JSON or text, counted after decompression: a longer one is an
   * ApiError. Blobs and streams may be of any length. Infinity for no limit. @default 16_777_216
   */
  maxResponseBytes?: number | undefined;
  /**
   * Bytes to read of an error's body, counted after decompression: if it is longer, the error's `body` is its beginning.
   * Infinity for no limit.
   * @default 1_048_576
   */
  maxErrorBytes?: number | undefined;
}

/** Defaults for options that are left out, and how to send options that only this API has. */
export interface ApiOptions {
  /** The default for `baseUrl`. */
  readonly baseUrl?: string;
  /** Names of environment variables, by option. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Names of headers, by option. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The docstrings above say the same. */
const defaults = {
  timeout: 600_000,
  maxRetries: 2,
  maxRetryDelay: 60_000,
  maxResponseBytes: 2 ** 24,
  maxErrorBytes: 2 ** 20,
};
type Defaults = typeof defaults;

const names = {
  apiKey: 1,
  baseUrl: 1,
  fetch: 1,
  transport: 1,
  headers: 1,
  query: 1,
  ...defaults,
} satisfies Record<keyof ClientOptions, number>;

/** The options of a client, checked and with defaults. */
export interface ResolvedOptions
  extends Omit<ClientOptions, keyof Defaults | "baseUrl">, Readonly<Defaults> {
  readonly baseUrl: string;
  /** The headers made from options that only this API has. */
  readonly own: Readonly<Record<string, string | null | undefined>>;
}

/** Throws a TypeError for an unknown or invalid option. */
export function resolveOptions(given: Partial<ClientOptions>, api: ApiOptions): ResolvedOptions {
  const { variables = {}, headers = {} } = api;
  checkNames("createClient", given, { ...names, ...headers });
  const options: Record<string, unknown> = { ...defaults, ...withoutUndefined(given) };
  for (const [name, variable] of Object.entries(variables))
    if (options[name] === undefined) options[name] = environmentVariable(variable);
  const own = Object.entries(headers).map(
    ([name, header]) => [header, (options[name] as Value) || null] as const,
  );
  const { apiKey, baseUrl } = options as Partial<ClientOptions>;
  if (apiKey === undefined && variables["apiKey"])
    throw new TypeError(
      `apiKey must be set: pass a key, null to send none, or set ${variables["apiKey"]}`,
    );
  checkTypes(options);
  if (typeof apiKey !== "function") authorization(apiKey);
  const url = baseUrl ?? api.baseUrl ?? "";
  if (!isUrl(url)) {
    const isOurs = given.baseUrl === undefined && baseUrl !== undefined;
    const name = (isOurs && variables["baseUrl"]) || "baseUrl";
    // Text that isn't a URL may contain credentials where a URL would not.
    const shown = shownUrl(url.replace(/^(\w+:\/\/)?.*@/s, "$1[redacted]@"));
    throw invalid(name, `"${shown}"`, "an http(s) URL");
  }
  return { ...(options as typeof defaults), apiKey, baseUrl: url, own: Object.fromEntries(own) };
}

type Value = string | null | undefined;

/** Checks what would otherwise only fail when a request is sent or a response is read. */
function checkTypes(options: Readonly<Record<string, unknown>>): void {
  const { apiKey, baseUrl } = options;
  if (!/^(string|function)$/.test(typeof (apiKey ?? "")))
    throw invalid("apiKey", kindOf(apiKey), "a string, or a function that returns one");
  if (typeof (baseUrl ?? "") !== "string")
    throw invalid("baseUrl", kindOf(baseUrl), "an http(s) URL as a string");
  for (const name of ["fetch", "transport"]) {
    const { [name]: given = checkTypes } = options;
    if (typeof given !== "function") throw invalid(name, kindOf(given), "a function");
  }
  for (const name of Object.keys(defaults)) {
    const { [name]: given } = options;
    if (typeof given !== "number") throw invalid(name, kindOf(given), "a number");
    if (name.endsWith("Bytes") && given < 0)
      throw invalid(name, String(given), "a number of bytes, or Infinity");
  }
}

/** A path alone counts as a URL: browsers resolve it against the page's. */
function isUrl(baseUrl: string): boolean {
  if (!/^(https?:\/)?\/[^?#]+$/.test(baseUrl)) return false;
  try {
    return Boolean(new URL(baseUrl, "http://localhost"));
  } catch {
    return false;
  }
}
