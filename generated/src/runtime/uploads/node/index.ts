// Hand-written. Copied from generator/runtime/uploads/node/index.ts; edit it there.
export { fileCheckpoints, type FileCheckpoints } from "./file-checkpoints.ts";
export type { FileSource } from "./file-source.ts";
export { openFile } from "./open-file.ts";
export { uploadFile } from "./upload-file.ts";
