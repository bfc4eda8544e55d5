import { createHash } from "node:crypto";
import type { UploadFileOptions, UploadOperations } from "../options.ts";
import { toPartSource, type UploadInput } from "../source.ts";
import { uploadFile as upload, type Completed, type Purpose } from "../upload-file.ts";
import { typeOf } from "./type-of.ts";

/**
 * `uploadFile`, with what Node has at hand: the md5 is computed unless it is turned off, and the media type follows
 * from the filename where neither the source nor `mimeType` has one.
 */
export async function uploadFile<Operations extends UploadOperations>(
  uploads: Operations,
  input: UploadInput,
  options: UploadFileOptions<Purpose<Operations>>,
): Promise<Completed<Operations>> {
  const source = toPartSource(input);
  const { filename = source.name, mimeType = source.type, md5 = true } = options;
  return upload(uploads, source, {
    ...options,
    mimeType: mimeType ?? typeOf(filename ?? ""),
    md5: md5 === true && !source.md5 ? () => createHash("md5") : md5,
  });
}
