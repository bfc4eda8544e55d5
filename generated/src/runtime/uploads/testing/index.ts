// Hand-written. Copied from generator/runtime/uploads/testing/index.ts; edit it there.
/**
 * An Uploads API in memory, for tests without a network.
 *
 * @category createUploadsServer
 */
export { createUploadsServer } from "./server.ts";
/** @category createUploadsServer */
export type { UploadsServer, UploadsServerOptions } from "./server-types.ts";
/** @category createUploadsServer */
export type { Dialect } from "./dialects.ts";
/** @category createUploadsServer */
export type { FetchInput, RequestLike } from "./incoming.ts";
/**
 * What goes wrong with which request to the test server.
 *
 * @category Faults
 */
export { faultsFromSeed } from "./faults.ts";
/** @category Faults */
export type { Fault, FaultRequest, FaultSchedule, RetryAfter } from "./faults.ts";
/** @category Faults */
export type { Operation } from "./route.ts";
/** @category createUploadsServer */
export type {
  PartSnapshot,
  ReceivedPartRecord,
  RequestRecord,
  UploadSnapshot,
} from "./snapshots.ts";
/** @category createUploadsServer */
export type { FileResource, UploadResource, UploadStatus } from "./resources.ts";
