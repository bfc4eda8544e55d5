export type { Checkpoint, CheckpointStore } from "./checkpoint.ts";
export type { UploadFileOptions, UploadOperations } from "./options.ts";
export { MAX_PART_SIZE, MAX_UPLOAD_SIZE } from "./plan.ts";
export type { UploadProgress } from "./progress.ts";
export type { Hash, PartSource, UploadInput } from "./source.ts";
export { streamSource, type StreamInfo } from "./stream-source.ts";
export { UploadError, type UploadFailure } from "./upload-error.ts";
export { uploadFile } from "./upload-file.ts";
