/**
 * All that is used of openapi-fetch, which has been in maintenance mode since September 2026: a fork of it, or code of
 * our own, would have to take the place of this file alone.
 */
export {
  default as createFetchClient,
  mergeHeaders,
  serializeArrayParam,
  serializeObjectParam,
  type Client as FetchClient,
  type Middleware,
} from "openapi-fetch";
