import { onAbort, reasonOf, throwIfAborted, unlessAborted } from "../abort.ts";
import { kindOf, invalid } from "../body.ts";
import { notify } from "../notify.ts";
import { CallerError, stopSource } from "./caller-code.ts";
import { checkOptions } from "./check-options.ts";
import { CheckpointSlot } from "./checkpoint-slot.ts";
import { keyOf } from "./checkpoint.ts";
import { verdictIn } from "./failure.ts";
import { filenameOf } from "./file-name.ts";
import type { Job } from "./job.ts";
import { mediaTypeOf } from "./media-types.ts";
import {
  defaultConcurrency,
  defaultPartSize,
  type UploadFileOptions,
  type UploadOperations,
} from "./options.ts";
import { planParts } from "./plan.ts";
import { prepareMd5 } from "./prepare-md5.ts";
import { ProgressMeter } from "./progress.ts";
import { claim, toPartSource, type PartSource, type UploadInput } from "./source.ts";
import { UploadError } from "./upload-error.ts";
import { UploadRun } from "./upload-run.ts";

/** The result of the operation that completes an Upload, with its `file`. */
export type Completed<
  Operations extends UploadOperations,
  Result extends { file?: unknown } = Awaited<ReturnType<Operations["completeUpload"]>>,
> = Result & { file: NonNullable<Result["file"]> };
/** The type of `purpose` in the operation that creates an Upload. */
export type Purpose<Operations extends UploadOperations> = Parameters<
  Operations["createUpload"]
>[0]["purpose"];

/**
 * Uploads a whole file in parts, several at a time. Every attempt reads its part afresh, and the md5 of the whole is checked
 * if a hash is available. Resolves with the completed Upload and its `file`. If the Upload expires on the way, or the
 * server rejects the one from a checkpoint, the upload starts over, once.
 *
 * When the promise settles, nothing is running any more. A failed Upload has then been cancelled at the server or, with a
 * `checkpoint`, is left there to be resumed.
 *
 * @param uploads The class with the four operations; its client says where they are sent, and by which transport.
 * @param input What is uploaded.
 * @param options `purpose` is needed.
 * @throws {UploadError} The upload failed; `failure` says why.
 * @throws {TypeError} An option or the input is invalid. Nothing was sent then.
 * @throws {unknown} The reason of the signal, when it aborts.
 * @example
 * const uploads = new UploadsApi(createClient());
 * const content = new File(['{"a": 1}'], "a.jsonl");
 *
 * const { file } = await uploadFile(uploads, content, { purpose: "fine-tune" });
 * console.log(file.id);
 */
export async function uploadFile<Operations extends UploadOperations>(
  uploads: Operations,
  input: UploadInput,
  options: UploadFileOptions<Purpose<Operations>>,
): Promise<Completed<Operations>> {
  checkOptions(uploads, options);
  const { signal } = options;
  const ending = new AbortController();
  const stop = signal && onAbort(signal, () => ending.abort(reasonOf(signal)));
  try {
    const job = await prepare({ uploads, source: toPartSource(input), options }, ending);
    // The type of the result is known to the operations only.
    return (await upload(job, ending)) as Completed<Operations>;
  } finally {
    stop?.();
  }
}

async function upload(job: Job, ending: AbortController): Promise<unknown> {
  const { source, options, slot } = job;
  const tell = (reason: string) => notify(options.onRestart, reason, endBy(ending, "onRestart"));
  const found = await orStop(job, () => slot?.find(job));
  if (typeof found === "string") tell(found);
  let checkpoint = typeof found === "object" ? found : undefined;
  if (checkpoint?.completed) {
    job.progress.begin(job.parts);
    return checkpoint.completed;
  }
  // A checkpoint that doesn't match now may match again, with other options or if onRestart throws.
  let isRefused = typeof found === "string";
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await new UploadRun(job, checkpoint, isRefused).run();
    } catch (error) {
      if (!isFirst || source.once || !isGone(error)) throw error;
      throwIfAborted(ending.signal);
      tell(error.message);
      // It may still be resumed with another server or key.
      isRefused = error.failure !== "expired";
      checkpoint = undefined;
    }
  }
}

/** Calls the caller's code. If that fails or the upload is aborted, also stops the source. */
async function orStop<T>(
  { source, signal }: Pick<Job, "source" | "signal">,
  start: () => T | PromiseLike<T>,
): Promise<T> {
  try {
    return await unlessAborted(signal, start);
  } catch (error) {
    await stopSource(source, signal).catch(() => undefined);
    throw error instanceof CallerError ? hookFailure(error) : error;
  }
}

/** Aborts an upload when a hook of the caller's fails. */
function endBy(ending: AbortController, hook: string): (error: unknown) => void {
  return (cause) => ending.abort(hookFailure(new CallerError(hook, cause)));
}

function hookFailure({ message, cause }: CallerError): UploadError {
  return new UploadError("failed", message, { cause });
}

async function prepare(
  { uploads, source, options }: Pick<Job, "uploads" | "source" | "options">,
  ending: AbortController,
): Promise<Job> {
  const { signal } = ending;
  const { purpose, expiresAfter = "" } = options;
  const { partSize = defaultPartSize, concurrency = defaultConcurrency } = options;
  const { size, id, once } = source;
  const parts = planParts(size, partSize);
  const filename = filenameOf(options.filename, source.name);
  if (id !== undefined && typeof id !== "string")
    throw invalid("source.id", kindOf(id), "a string");
  if (options.checkpoint && (!id || once))
    throw new TypeError("checkpoint needs a source with an id, such as a File or openFile(path)");
  const key = keyOf(id ?? "");
  const slot = options.checkpoint && new CheckpointSlot(options.checkpoint, key);
  // `||`: a File or a form parser may have an empty type.
  const mimeType = options.mimeType || mediaTypeOf(source, filename);
  claim(source);
  const created = { filename, purpose, size, mimeType, expiresAfter, partSize };
  const fingerprint = await orStop({ source, signal }, () => firstFingerprint(source));
  if (typeof fingerprint !== "string")
    throw invalid("source.fingerprint()", kindOf(fingerprint), "a string");
  const md5 = await orStop({ source, signal }, () => prepareMd5(options.md5, source, signal));
  const identity = { fingerprint, source: key, ...created };
  const progress = new ProgressMeter(parts, options.onProgress, endBy(ending, "onProgress"));
  return { uploads, source, parts, concurrency, options, progress, identity, slot, md5, signal };
}

/** Throws a CallerError, and not the source's own: a missing file may be back later, and an earlier upload resumed. */
async function firstFingerprint(source: PartSource): Promise<string> {
  try {
    return await source.fingerprint();
  } catch (error) {
    // A closed source is a mistake of the caller's, like an invalid option.
    if ((Object(error) as Partial<Error>).name === "TypeError") throw error;
    throw new CallerError("source.fingerprint", error);
  }
}

/** Whether the upload should start over: its Upload has expired, or came from a checkpoint and can't be resumed. */
function isGone(error: unknown): error is UploadError {
  return error instanceof UploadError && verdictIn(error).startsOver;
}
