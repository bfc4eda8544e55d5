// Hand-written. Copied from generator/runtime/index.ts; edit it there.
export type { ClientOptions, RequestOptions, ResponseInfo } from "./client.ts";
export type { BinaryData, BinaryInput, NamedBinary } from "./binary.ts";
export type { ByteSource, EncodedBody } from "./body.ts";
export { ApiError, ConnectionError, TimeoutError } from "./errors.ts";
export type { Middleware } from "./openapi-fetch.ts";
export type { Transport, TransportRequest } from "./transport.ts";
