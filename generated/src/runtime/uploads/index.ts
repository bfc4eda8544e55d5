// Hand-written. Copied from generator/runtime/uploads/index.ts; edit it there.
export type { CheckpointInput, CheckpointStore } from "./checkpoint-store.ts";
export type { Checkpoint } from "./checkpoint.ts";
export type { Hash, MakeHash } from "./hash.ts";
export type { UploadFileOptions, UploadOperations } from "./options.ts";
export { MAX_PART_SIZE, MAX_UPLOAD_SIZE } from "./plan.ts";
export type { Md5Input } from "./prepare-md5.ts";
export type { UploadProgress } from "./progress.ts";
export type { PartSource, UploadInput } from "./source.ts";
export { streamSource, type StreamInfo } from "./stream-source.ts";
export { UploadError, type UploadFailure } from "./upload-error.ts";
export { uploadFile, type Completed, type Purpose } from "./upload-file.ts";
