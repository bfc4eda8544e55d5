// Hand-written. Copied from generator/runtime/index.ts; edit it there.
export { Client, type ClientOptions, type RequestOptions } from "./client.ts";
export type { BinaryData, BinaryInput, NamedBinary } from "./binary.ts";
export { ApiError, ConnectionError, TimeoutError } from "./errors.ts";
export type { Transport, TransportRequest } from "./transport.ts";
