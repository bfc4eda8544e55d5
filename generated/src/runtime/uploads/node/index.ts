// Hand-written. Copied from generator/runtime/uploads/node/index.ts; edit it there.
/** @category Checkpoints */
export { fileCheckpoints, type FileCheckpoints } from "./file-checkpoints.ts";
/**
 * Opens a file, for several uploads or to look at it first.
 *
 * @category openFile
 */
export { openFile } from "./open-file.ts";
/** @category openFile */
export type { OpenFileOptions } from "./open-file.ts";
/** @category openFile */
export type { FileSource } from "./file-source.ts";
/** @category uploadFile */
export { uploadFile } from "./upload-file.ts";
