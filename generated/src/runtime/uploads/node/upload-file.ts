// Hand-written. Copied from generator/runtime/uploads/node/upload-file.ts; edit it there.
import { createHash } from "node:crypto";
import { throwIfAborted } from "../../abort.ts";
import { kindOf } from "../../body.ts";
import { checkOptions } from "../check-options.ts";
import type { UploadFileOptions, UploadOperations } from "../options.ts";
import { toPartSource, type PartSource, type UploadInput } from "../source.ts";
import { uploadFile as upload, type Completed, type Purpose } from "../upload-file.ts";
import { openFile } from "./open-file.ts";

/**
 * `uploadFile` for Node: it also takes the path or `file:` URL of a file, which it opens and always closes, and it sends
 * an md5 unless you pass `md5: false`.
 *
 * @param uploads The class with the four operations; its client says where they are sent, and by which transport.
 * @param input What is uploaded: a path or `file:` URL, or what `uploadFile` takes elsewhere.
 * @param options `purpose` is needed.
 * @throws {UploadError} The upload failed; `failure` says why.
 * @throws {TypeError} An option or the input is invalid, or the path isn't a regular file's. Nothing was sent then.
 * @throws {Error} The file can't be opened (the system's error), or this runtime has no md5: then pass `md5: false`.
 * @throws {unknown} The reason of the signal, when it aborts.
 * @example
 * const uploads = new UploadsApi(createClient());
 *
 * const { file } = await uploadFile(uploads, "training.jsonl", {
 *   purpose: "fine-tune",
 *   checkpoint: fileCheckpoints(".uploads"),
 * });
 * console.log(file.id);
 */
export async function uploadFile<Operations extends UploadOperations>(
  uploads: Operations,
  input: UploadInput | string | URL,
  options: UploadFileOptions<Purpose<Operations>>,
): Promise<Completed<Operations>> {
  checkOptions(uploads, options);
  if (!isPath(input)) return withMd5(uploads, toPartSource(input), options);
  throwIfAborted(options.signal);
  const source = await openFile(input);
  try {
    return await withMd5(uploads, source, options);
  } finally {
    // Nothing was written to the file, so a failure to close it doesn't matter.
    await source.close().catch(() => undefined);
  }
}

function isPath(input: UploadInput | string | URL): input is string | URL {
  // Not instanceof: a frame or a test environment has its own URL.
  const isUrl = kindOf(input) === "URL";
  // One of the web is refused by openFile, with what to pass instead.
  return typeof input === "string" || (isUrl && /^(file|https?):/.test((input as URL).protocol));
}

async function withMd5<Operations extends UploadOperations>(
  uploads: Operations,
  source: PartSource,
  options: UploadFileOptions<Purpose<Operations>>,
): Promise<Completed<Operations>> {
  const { md5 = true } = options;
  if (md5 === true) checkMd5();
  const hash = md5 === true && !source.md5 ? () => createHash("md5") : md5;
  return upload(uploads, source, { ...options, md5: hash });
}

/** Throws if Node is configured without md5, as for FIPS 140. */
function checkMd5(): void {
  try {
    createHash("md5");
  } catch (error) {
    const problem = `this runtime has no md5 (${String(error)})`;
    throw new Error(`${problem}; set md5: false to do without`, { cause: error });
  }
}
