import { onAbort, unlessAborted } from "../abort.ts";
import { misfit } from "../body.ts";
import { notify } from "../notify.ts";
import { CallerError, callHook, stopSource } from "./caller-code.ts";
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
  const { signal } = options;
  const ending = new AbortController();
  const stop = signal && onAbort(signal, () => ending.abort(signal.reason));
  try {
    const begun = await begin({ uploads, source: toPartSource(input), options }, ending);
    // The operations know what completing gives; this file knows only that it is the last answer.
    return (await upload(begun, ending)) as Completed<Operations>;
  } finally {
    stop?.();
  }
}

async function upload({ job, found }: Begun, ending: AbortController): Promise<unknown> {
  const { source, options } = job;
  const tell = (reason: string) => notify(options.onRestart, reason, endBy(ending, "onRestart"));
  if (typeof found === "string") tell(found);
  let checkpoint = typeof found === "object" ? found : undefined;
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await new UploadRun(job, checkpoint).run();
    } catch (error) {
      if (!isFirst || source.once || !isGone(error, checkpoint)) throw error;
      ending.signal.throwIfAborted();
      tell(error.message);
      checkpoint = undefined;
    }
  }
}

/** An upload that nothing has been sent of. */
interface Begun {
  readonly job: Job;
  /** What to go on from, or why that can't be. */
  readonly found: Checkpoint | string | undefined;
}

async function begin(given: Given, ending: AbortController): Promise<Begun> {
  const { signal } = ending;
  try {
    const job = await prepare(given, ending);
    const { checkpoint: store } = given.options;
    const find = () => store && findCheckpoint(store, job.key, job.identity);
    const found = await unlessAborted(signal, () => callHook("checkpoint.get", find));
    return { job, found };
  } catch (error) {
    await stopSource(given.source, signal).catch(() => undefined);
    throw error instanceof CallerError ? failureOf(error) : error;
  }
}

/** What ends an upload when a hook of the caller's fails. */
function endBy(ending: AbortController, hook: string): (error: unknown) => void {
  return (cause) => ending.abort(failureOf(new CallerError(hook, cause)));
}

function failureOf(error: CallerError): UploadError {
  return new UploadError("failed", error.message, { cause: error.cause });
}

type Given = Pick<Job, "uploads" | "source" | "options">;

async function prepare({ uploads, source, options }: Given, ending: AbortController): Promise<Job> {
  const { signal } = ending;
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
  const fingerprint = await unlessAborted(signal, () => firstFingerprint(source));
  const identity = { fingerprint, ...created };
  const progress = new ProgressMeter(parts, options.onProgress, endBy(ending, "onProgress"));
  const key = `openai-uploads:${id ?? ""}`;
  return { uploads, source, parts, concurrency, options, progress, identity, key, signal };
}

async function firstFingerprint(source: PartSource): Promise<string> {
  try {
    return await source.fingerprint();
  } catch (error) {
    // A source that was closed is a mistake, as an option is that can't be.
    throw error instanceof TypeError ? error : new CallerError("source.fingerprint", error);
  }
}

/** Whether the Upload is gone by nobody's decision: expired, or one that another server had made. */
function isGone(error: unknown, resumed: Checkpoint | undefined): error is UploadError {
  if (!(error instanceof UploadError)) return false;
  const { status } = Object(error.cause) as { status?: number };
  // A store or a source may fail with a 404, too; only a request's failure has attempts.
  const isUnknown = error.attempts !== undefined && status === 404;
  return error.failure === "expired" || (resumed !== undefined && isUnknown);
}
