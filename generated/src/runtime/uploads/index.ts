// Hand-written. Copied from generator/runtime/uploads/index.ts; edit it there.
/**
 * Uploads a whole file, with one call.
 *
 * @category uploadFile
 */
export { uploadFile } from "./upload-file.ts";
/** @category uploadFile */
export type { Completed, Purpose } from "./upload-file.ts";
/** @category uploadFile */
export type { UploadFileOptions, UploadOperations } from "./options.ts";
/** @category uploadFile */
export type { Md5Input } from "./prepare-md5.ts";
/** @category uploadFile */
export type { Hash, MakeHash } from "./hash.ts";
/** @category uploadFile */
export { MAX_PART_SIZE, MAX_UPLOAD_SIZE } from "./plan.ts";
/**
 * How far an upload is, as `onProgress` is told.
 *
 * @category UploadProgress
 */
export type { PartProgress, UploadProgress } from "./progress.ts";
/**
 * What can be uploaded, and how to write a source of your own.
 *
 * @category PartSource
 */
export type { PartSource, UploadInput, BlobLike } from "./source.ts";
/**
 * Uploads what comes once: a stream, or any async iterable of bytes.
 *
 * @category streamSource
 */
export { streamSource, type StreamInfo } from "./stream-source.ts";
/**
 * Where an upload remembers what has been sent, so that the same call resumes after a crash, an abort or a failure.
 *
 * @category Checkpoints
 */
export type { CheckpointInput, CheckpointStore } from "./checkpoint-store.ts";
/** @category Checkpoints */
export type { Checkpoint, CompletedCheckpoint } from "./checkpoint.ts";
/** @category Errors */
export { UploadError, type UploadFailure } from "./upload-error.ts";
/** @category createClient */
export { fromOpenAI, type OfficialClient, type OptionsFromOpenAI } from "./from-openai.ts";
