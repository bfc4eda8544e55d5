export { createUploadsServer } from "./server.ts";
export type { UploadsServer, UploadsServerOptions } from "./server.ts";
export type { Dialect } from "./dialects.ts";
export { faultsFromSeed } from "./faults.ts";
export type { Fault, FaultRequest, FaultSchedule, RetryAfter } from "./faults.ts";
export type { Operation } from "./route.ts";
export type {
  PartSnapshot,
  ReceivedPartRecord,
  RequestRecord,
  UploadSnapshot,
} from "./snapshots.ts";
export type { FileResource, UploadResource, UploadStatus } from "./resources.ts";
