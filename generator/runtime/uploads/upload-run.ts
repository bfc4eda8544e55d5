import { onAbort, throwIfAborted, within } from "../abort.ts";
import type { RequestOptions } from "../client.ts";
import { CallerCode, stopSource } from "./caller-code.ts";
import { CheckpointWriter } from "./checkpoint-writer.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { failureOf } from "./failure.ts";
import { toMd5, type Hash } from "./hash.ts";
import { expiryOf, idOf } from "./ids.ts";
import type { Job } from "./job.ts";
import { digestOf, md5Of } from "./md5.ts";
import { partData } from "./part-data.ts";
import type { PartRange } from "./plan.ts";
import { UploadError } from "./upload-error.ts";
import { watch } from "./watch.ts";

/** One Upload, from its creation or a checkpoint to its completion or its end. */
export class UploadRun {
  readonly #job: Job;
  readonly #controller = new AbortController();
  readonly #caller = new CallerCode(this.#controller.signal);
  /** What a checkpoint holds, whether it is written or not. */
  readonly #state: State;
  readonly #checkpoints: CheckpointWriter;

  /** `isRefused` says that there is a checkpoint of another Upload, which does not fit, or the server knows nothing of. */
  constructor(job: Job, checkpoint?: Checkpoint, isRefused = false) {
    const { identity, slot } = job;
    const { uploadId = "", expiresAt = Infinity, parts } = checkpoint ?? {};
    this.#job = job;
    this.#state = { version: 1, uploadId, expiresAt, identity, parts: { ...parts } };
    this.#checkpoints = new CheckpointWriter(slot, checkpoint, isRefused);
  }

  /** Ends with the completed Upload, or with an error and nothing left running. */
  async run(): Promise<unknown> {
    const { signal } = this.#job;
    const stop = onAbort(signal, () => this.#controller.abort(signal.reason));
    try {
      return await this.#upload();
    } catch (error) {
      const failure = await this.#failure(error);
      this.#controller.abort(failure);
      await this.#giveUp(failure);
      throw failure;
    } finally {
      stop();
    }
  }

  async #upload(): Promise<unknown> {
    const { source, parts, concurrency, md5: makeHash, progress } = this.#job;
    throwIfAborted(this.#controller.signal);
    const isConfirmed = ({ index }: PartRange) => index in this.#state.parts;
    progress.begin(parts.filter(isConfirmed));
    const queue = parts.filter((part) => !isConfirmed(part));
    if (!this.#state.uploadId) await this.#create();
    const hash =
      typeof makeHash === "function" ? await this.#caller.wait("md5", makeHash) : undefined;
    if (hash) source.hashAsRead?.(hash);
    const early = source.hashFirst ? this.#md5(hash, []) : undefined;
    const lanes = Array.from({ length: Math.min(concurrency, queue.length) });
    const send = () => this.#sendParts(queue);
    const workers = lanes.map(() => early?.then(send) ?? send());
    const md5 = early ?? this.#md5(hash, workers);
    const expiry = this.#expiry();
    const tasks = [...workers, md5];
    const watched = this.#watch(Promise.allSettled(tasks));
    await this.#settle([...tasks, watched]).finally(() => clearTimeout(expiry));
    await this.#checkSource();
    const completed = await this.#complete(await md5);
    // The File is there, which is what counts: neither the store nor an abort can take it back.
    await this.#checkpoints.delete(this.#state, this.#controller.signal).catch(() => undefined);
    return completed;
  }

  async #create(): Promise<void> {
    const { uploads, source, identity, options } = this.#job;
    const { purpose, expiresAfter: seconds } = options;
    const { filename, mimeType } = identity;
    const body = { filename, purpose, bytes: source.size, mime_type: mimeType };
    const expiry = seconds !== undefined && {
      expires_after: { anchor: "created_at" as const, seconds },
    };
    const asked = Date.now();
    // Nothing is lost yet: better tell soon that there is no connection.
    const call = { ...this.#call(), maxRetries: options.maxRetries };
    const created = await uploads.createUpload({ ...body, ...expiry }, call);
    this.#state.uploadId = idOf(created);
    this.#state.expiresAt = expiryOf(created, asked);
    await this.#save();
  }

  /** Ends everything when the Upload expires: what is sent after that is of no use. */
  #expiry(): ReturnType<typeof setTimeout> {
    const { expiresAt } = this.#state;
    const late = new Error(`its ${this.#job.source.size} bytes take longer`);
    const expire = () => this.#controller.abort(failureOf(late, this.#state, "expired"));
    return setTimeout(expire, Math.min(expiresAt - Date.now(), 2 ** 31 - 1));
  }

  async #watch(sent: Promise<unknown>): Promise<void> {
    try {
      await watch(() => this.#checkSource(), sent);
    } catch (error) {
      throw await this.#failure(error);
    }
  }

  async #sendParts(queue: PartRange[]): Promise<void> {
    for (let part; (part = queue.shift());) {
      try {
        throwIfAborted(this.#controller.signal);
        await this.#sendPart(part);
      } catch (error) {
        throw await this.#failure(error, part);
      }
    }
  }

  async #sendPart(part: PartRange): Promise<void> {
    const { uploads, source, identity, progress } = this.#job;
    const { uploadId, parts } = this.#state;
    const { data: bytes, given, close } = await partData(source, part, this.#caller);
    const data = { data: bytes, filename: identity.filename };
    const call = {
      ...this.#call(),
      timeout: Infinity,
      onSent: (bytes: number) => progress.sent(part, bytes),
    };
    const id = idOf(await uploads.addUploadPart(uploadId, { data }, call).finally(close));
    await this.#caller.wait("source.release", () => source.release?.(given()));
    await this.#checkSource();
    parts[part.index] = id;
    await this.#save();
    progress.confirmed(part);
  }

  async #complete(md5: string | undefined): Promise<unknown> {
    const { uploads, parts } = this.#job;
    const ids = this.#state.parts;
    const part_ids = parts.map(({ index }) => ids[index] ?? "");
    const body = { part_ids, ...(md5 !== undefined && { md5 }) };
    // The server may take its time to put the parts together.
    const call = { ...this.#call(), stallTimeout: undefined };
    const completed = await uploads.completeUpload(this.#state.uploadId, body, call);
    const { file } = Object(completed) as typeof completed;
    if (!file) throw failureOf(new Error("no file"), this.#state, "already-completed");
    return completed;
  }

  /** Waits for all, since nothing may go on running. The first to fail ends the others and is what is thrown. */
  async #settle(tasks: readonly Promise<unknown>[]): Promise<void> {
    const { signal } = this.#controller;
    for (const task of tasks) task.catch((error: unknown) => this.#controller.abort(error));
    await Promise.allSettled(tasks);
    throwIfAborted(signal);
  }

  async #md5(hash: Hash | undefined, workers: Promise<unknown>[]): Promise<string | undefined> {
    const { source, parts, md5 } = this.#job;
    const { signal } = this.#controller;
    if (typeof md5 === "string") return md5;
    if (!md5) return undefined;
    try {
      const own = () => source.md5?.(signal);
      if (!hash) return toMd5("source.md5()", await this.#caller.wait("source.md5", own));
      if (!source.once) return await md5Of(source, parts, { hash, caller: this.#caller });
      await Promise.all(workers);
      return await digestOf(hash, this.#caller);
    } catch (error) {
      throw await this.#failure(error);
    }
  }

  /** Anew each time: the operations may change it. */
  #call(): RequestOptions {
    const { stallTimeout = 60_000, maxRetries = 10 } = this.#job.options;
    return { signal: this.#controller.signal, stallTimeout, maxRetries };
  }

  /** A part counts as done for its worker only when the checkpoint tells of it. */
  #save(): Promise<void> {
    return this.#checkpoints.save(this.#state, this.#caller);
  }

  /** Throws when the source is no longer what it was when the upload began. */
  async #checkSource(): Promise<void> {
    const { source, identity } = this.#job;
    const now = await this.#caller.wait("source.fingerprint", () => source.fingerprint());
    if (now !== identity.fingerprint) throw new Error(`it was ${identity.fingerprint}, now ${now}`);
  }

  async #failure(error: unknown, part?: PartRange): Promise<unknown> {
    const { signal } = this.#controller;
    const isReason = (it: unknown) => signal.aborted && it === signal.reason;
    if (error instanceof UploadError || isReason(error)) return error;
    const doing = { ...this.#state, part };
    try {
      await this.#checkSource();
    } catch (change) {
      if (isReason(change)) return change;
      // A source that was closed has not changed. Not instanceof: test environments have a TypeError of their own.
      const { name } = Object((change as Error).cause) as Partial<Error>;
      return failureOf(change, doing, name === "TypeError" ? "failed" : "source-changed");
    }
    return failureOf(error, doing);
  }

  /** Leaves the Upload for resuming, or cancels it. A failure to cancel is noted on the error that led here. */
  async #giveUp(failure: unknown): Promise<void> {
    const { source } = this.#job;
    const stopped = stopSource(source, this.#job.signal);
    stopped.catch(() => undefined);
    await this.#caller.settle(this.#job.signal);
    await this.#checkpoints.settle();
    const results = await Promise.allSettled([...this.#clearAway(failure), stopped]);
    const cancelError: unknown = results.find((it) => it.status === "rejected")?.reason;
    if (cancelError !== undefined && Object.isExtensible(failure))
      Object.assign(failure as object, { cancelError });
  }

  /** Cancels the Upload and deletes its checkpoint, unless it can be gone on with. */
  #clearAway(failure: unknown): Promise<unknown>[] {
    const { uploads, options } = this.#job;
    const { uploadId } = this.#state;
    // Why the caller aborts may be how another upload failed: that says nothing about this one.
    const isOwn = failure instanceof UploadError && failure !== options.signal?.reason;
    const kind = isOwn ? failure.failure : "failed";
    if (this.#checkpoints.isSaved && kind === "failed") return [];
    const deleted = this.#checkpoints.delete(this.#state);
    const isOver = ["expired", "cancelled", "already-completed"].includes(kind);
    if (isOver || !uploadId) return [deleted];
    const call = { timeout: 10_000, maxRetries: 1 };
    const cancelled = within(20_000, "cancelUpload", (signal) =>
      uploads.cancelUpload(uploadId, { ...call, signal }),
    );
    return [cancelled, deleted];
  }
}

type State = { -readonly [Name in keyof Checkpoint]: Checkpoint[Name] } & {
  readonly parts: Record<number, string>;
};
