// Hand-written. Copied from generator/runtime/openapi-fetch.ts; edit it there.
import openapiFetch, { type Client, type ClientOptions } from "openapi-fetch";
import { checkHeaders } from "./secrets.ts";

/**
 * All that is used of openapi-fetch, which has been in maintenance mode since September 2026: a fork of it, or code of
 * our own, would have to take the place of this file alone.
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

/** What of a call is looked at before openapi-fetch does. */
interface Init {
  readonly headers?: HeadersInit;
  readonly params?: { readonly header?: HeadersInit };
}

/** openapi-fetch's client, which throws for headers that can't be sent before Headers would print them. */
export function createFetchClient<Paths extends object>(options: ClientOptions): Client<Paths> {
  const client = createClient<Paths>(options);
  const methods = client as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
  for (const [name, call] of Object.entries(methods)) {
    if (name === "use" || name === "eject") continue;
    methods[name] = async (...given) => {
      const { headers, params } = Object(given.at(-1)) as Init;
      checkHeaders([headers, params?.header]);
      return call(...given);
    };
  }
  return client;
}
