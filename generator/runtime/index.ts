/**
 * Makes the client that the classes of the API send their requests with.
 *
 * @category createClient
 */
export type { ClientOptions } from "./client.ts";
/**
 * What one call may set for itself, as the last argument of its method.
 *
 * @category RequestOptions
 */
export type { RequestOptions, ResponseInfo } from "./client.ts";
/**
 * What a body or a field of bytes may be.
 *
 * @category BinaryInput
 */
export type { BinaryData, BinaryInput, NamedBinary } from "./binary.ts";
/** @category BinaryInput */
export type { ByteSource } from "./body.ts";
/**
 * What a failed call throws, for a program to act on.
 *
 * @category Errors
 */
export { ApiError, ConnectionError, RequestError, TimeoutError } from "./errors.ts";
/** @category createClient */
export type { Middleware } from "./openapi-fetch.ts";
/**
 * Sends the requests of a client: over `fetch`, XMLHttpRequest or `node:http`, or as a function of your own does it.
 *
 * @category Transport
 */
export type { Transport, TransportRequest } from "./transport.ts";
/** @category Transport */
export { xhrTransport } from "./xhr-transport.ts";
/** @category Transport */
export type { EncodedBody } from "./body.ts";
