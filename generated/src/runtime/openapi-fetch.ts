// Hand-written. Copied from generator/runtime/openapi-fetch.ts; edit it there.
import openapiFetch, { type Client, type ClientOptions } from "openapi-fetch";
import { checkHeaders } from "./secrets.ts";

/**
 * Everything we use of openapi-fetch. It has been in maintenance mode since September 2026: to switch to a fork or to our
 * own code, only this file has to change.
 */
export {
  mergeHeaders,
  serializeArrayParam,
  serializeObjectParam,
  type Client as FetchClient,
  type HeadersOptions,
  type Middleware,
} from "openapi-fetch";

/** In CommonJS, what a bundler takes for the default export of a module in CommonJS is all that it exports. */
const createClient =
  "default" in openapiFetch ? (openapiFetch.default as typeof openapiFetch) : openapiFetch;

/** The parts of a call that are checked before openapi-fetch sees them. */
interface Init {
  readonly headers?: HeadersInit;
  readonly params?: { readonly header?: HeadersInit };
  /** What `needed` has made of it. */
  readonly body?: unknown;
  /** The error for the caller's options, by `init`. */
  readonly refused?: unknown;
}

/** openapi-fetch's client, with a check for invalid headers, whose values an error thrown by Headers would show. */
export function createFetchClient<Paths extends object>(options: ClientOptions): Client<Paths> {
  const client = createClient<Paths>(options);
  const methods = client as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
  for (const [name, call] of Object.entries(methods)) {
    if (name === "use" || name === "eject") continue;
    methods[name] = async (...given) => {
      const { headers, params, body, refused } = Object(given.at(-1)) as Init;
      for (const problem of [refused, body]) if (problem instanceof TypeError) throw problem;
      checkHeaders([headers, params?.header]);
      return call(...given);
    };
  }
  return client;
}
