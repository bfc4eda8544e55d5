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
/**
 * Uploads what is behind an http(s) URL, without a copy on disk.
 *
 * @category urlSource
 */
export { urlSource } from "./url-source.ts";
/** @category urlSource */
export type { UrlInput, UrlSourceOptions } from "./url-source.ts";
/** @category Errors */
export { UrlSourceError, type UrlProblem } from "./url-source.ts";
