import { misfit } from "../body.ts";
import { findCheckpoint, type Checkpoint } from "./checkpoint.ts";
import type { UploadFileOptions, UploadOperations } from "./options.ts";
import { MAX_PART_SIZE, planParts } from "./plan.ts";
import { ProgressMeter } from "./progress.ts";
import { toPartSource, type PartSource, type UploadInput } from "./source.ts";
import { UploadError } from "./upload-error.ts";
import { UploadRun, type Job } from "./upload-run.ts";

/** What the operation that completes an Upload answers, which then has its `file`. */
export type Completed<
  Operations extends UploadOperations,
  Answer extends { file?: unknown } = Awaited<ReturnType<Operations["completeUpload"]>>,
> = Answer & { file: NonNullable<Answer["file"]> };
/** What the operation that creates an Upload takes as `purpose`. */
export type Purpose<Operations extends UploadOperations> = Parameters<
  Operations["createUpload"]
>[0]["purpose"];

/**
 * Uploads a whole file: cut into parts, several at a time, each read afresh for every attempt, the whole checked by md5
 * where a hash is at hand. Resolves with the completed Upload and its `file`. An Upload that expires on the way
 * is started over, once.
 *
 * When the promise settles, nothing is running any more. An Upload that failed has then been cancelled at the server,
 * or with a `checkpoint` is left there to go on with.
 *
 * Throws an UploadError, whose `failure` says why; a TypeError for an option that can't be, before anything is sent; or
 * the signal's reason.
 */
export async function uploadFile<Operations extends UploadOperations>(
  uploads: Operations,
  input: UploadInput,
  options: UploadFileOptions<Purpose<Operations>>,
): Promise<Completed<Operations>> {
  const job = await prepare(uploads, toPartSource(input), options);
  const { checkpoint: store } = options;
  const found = store && (await findCheckpoint(store, job.key, job.identity));
  if (typeof found === "string") options.onRestart?.(found);
  let checkpoint = typeof found === "object" ? found : undefined;
  for (let isFirst = true; ; isFirst = false) {
    try {
      options.signal?.throwIfAborted();
      // The operations know what completing gives; this file knows only that it is the last answer.
      return (await new UploadRun(job, checkpoint).run()) as Completed<Operations>;
    } catch (error) {
      if (!isFirst || job.source.once || !isGone(error, checkpoint)) throw error;
      options.signal?.throwIfAborted();
      options.onRestart?.(error.message);
      checkpoint = undefined;
    }
  }
}

async function prepare(
  uploads: UploadOperations,
  source: PartSource,
  options: UploadFileOptions,
): Promise<Job> {
  const { purpose, expiresAfter = "", partSize = MAX_PART_SIZE, concurrency = 4, md5 } = options;
  const { size, id, once, type } = source;
  const parts = planParts(size, partSize);
  const filename = options.filename ?? source.name;
  if (!filename) throw misfit("filename", "none", "one, since the source has no name");
  if (!(Number.isInteger(concurrency) && concurrency > 0))
    throw misfit("concurrency", String(concurrency), "a whole number of parts");
  if (options.checkpoint && (!id || once))
    throw misfit("checkpoint", "a source without an id", "a File or openFile(path) with it");
  // A digest that is known already would otherwise go unused.
  if (md5 && typeof md5 !== "function" && !source.md5)
    throw misfit("md5", String(md5), "a function that makes a Hash");
  const mimeType = options.mimeType ?? type ?? "application/octet-stream";
  const created = { filename, purpose, size, mimeType, expiresAfter, partSize };
  const identity = { fingerprint: await source.fingerprint(), ...created };
  const progress = new ProgressMeter(parts, options.onProgress);
  const key = `openai-uploads:${id ?? ""}`;
  return { uploads, source, parts, concurrency, options, progress, identity, key };
}

/** Whether the Upload is gone by nobody's decision: expired, or one that another server had made. */
function isGone(error: unknown, resumed: Checkpoint | undefined): error is UploadError {
  if (!(error instanceof UploadError)) return false;
  const { status } = Object(error.cause) as { status?: number };
  return error.failure === "expired" || (resumed !== undefined && status === 404);
}
