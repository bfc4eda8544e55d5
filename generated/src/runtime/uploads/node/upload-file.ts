// Hand-written. Copied from generator/runtime/uploads/node/upload-file.ts; edit it there.
import { createHash } from "node:crypto";
import type { UploadFileOptions, UploadOperations } from "../options.ts";
import { toPartSource, type UploadInput } from "../source.ts";
import { uploadFile as upload, type Completed, type Purpose } from "../upload-file.ts";

/** `uploadFile`, with what Node has at hand: the md5 is computed unless it is turned off. */
export async function uploadFile<Operations extends UploadOperations>(
  uploads: Operations,
  input: UploadInput,
  options: UploadFileOptions<Purpose<Operations>>,
): Promise<Completed<Operations>> {
  const source = toPartSource(input);
  const { md5 = true } = options;
  return upload(uploads, source, {
    ...options,
    md5: md5 === true && !source.md5 ? () => createHash("md5") : md5,
  });
}
