import { onAbort, throwIfAborted } from "../abort.ts";
import { CallerCode, stopSource } from "./caller-code.ts";
import { CheckpointWriter } from "./checkpoint-writer.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { uploadErrorOf, verdictIn } from "./failure.ts";
import type { Job, UploadState } from "./job.ts";
import { Judge } from "./judge.ts";
import { hashFor, wholeMd5 } from "./md5.ts";
import { partData } from "./part-data.ts";
import type { PartRange } from "./plan.ts";
import { Requests } from "./requests.ts";
import { expired, kept } from "./verdict.ts";
import { watch } from "./watch.ts";

/** One Upload, from its creation or a checkpoint to its completion or failure. */
export class UploadRun {
  readonly #job: Job;
  readonly #controller = new AbortController();
  readonly #caller = new CallerCode(this.#controller.signal);
  /** What a checkpoint would contain, even if none is written. */
  readonly #state: UploadState;
  readonly #requests: Requests;
  readonly #judge: Judge;
  readonly #checkpoints: CheckpointWriter;

  /** @param isRefused whether the store has a checkpoint of another Upload, which doesn't match or was rejected by the server. */
  constructor(job: Job, checkpoint?: Checkpoint, isRefused = false) {
    const { identity, slot, md5 } = job;
    const { uploadId = "", expiresAt = Infinity, parts, isCompleting } = checkpoint ?? {};
    this.#job = job;
    // If a completion was sent, the server is asked what came of it, however late it is.
    const until = isCompleting ? Math.max(expiresAt, Date.now() + 3_600_000) : expiresAt;
    this.#state = {
      version: 1,
      uploadId,
      expiresAt: until,
      identity,
      parts: { ...parts },
      isCompleting,
      md5: typeof md5 === "string" ? md5 : checkpoint?.md5,
    };
    this.#requests = new Requests(job, this.#state, this.#controller.signal);
    this.#judge = new Judge(job, this.#requests, this.#caller);
    this.#checkpoints = new CheckpointWriter(slot, checkpoint, isRefused);
  }

  /** Resolves with the completed Upload, or rejects with nothing left running. */
  async run(): Promise<unknown> {
    const { signal } = this.#job;
    const stop = onAbort(signal, () => this.#controller.abort(signal.reason));
    try {
      return await this.#upload();
    } catch (error) {
      const failure = await this.#judge.failureOf(error);
      this.#controller.abort(failure);
      await this.#giveUp(failure);
      throw failure;
    } finally {
      stop();
    }
  }

  async #upload(): Promise<unknown> {
    throwIfAborted(this.#controller.signal);
    const isConfirmed = ({ index }: PartRange) => index in this.#state.parts;
    this.#job.progress.begin(this.#job.parts.filter(isConfirmed));
    if (!this.#state.uploadId) {
      await this.#requests.create();
      await this.#save();
    }
    const md5 = await this.#untilExpiry(async () => {
      const found = await this.#send(this.#job.parts.filter((part) => !isConfirmed(part)));
      this.#state.md5 = found ?? this.#state.md5;
      // If the process is killed during the completion, the next one has to know that the File may exist.
      if (!this.#state.isCompleting) await this.#save(true);
      return found;
    });
    const completed = await this.#complete(md5);
    // The File exists, which is what counts: neither a failing store nor an abort changes that.
    const { signal } = this.#controller;
    await this.#checkpoints.complete(this.#state, completed, signal).catch(() => undefined);
    return completed;
  }

  /** Aborts everything when the Upload expires: anything sent after that is useless. */
  async #untilExpiry<T>(start: () => Promise<T>): Promise<T> {
    const { step } = this.#requests;
    const late = new Error(`its ${this.#job.source.size} bytes took longer`);
    const expire = () => this.#controller.abort(uploadErrorOf(late, step, expired));
    const timer = setTimeout(expire, Math.min(step.expiresAt - Date.now(), 2 ** 31 - 1));
    return start().finally(() => clearTimeout(timer));
  }

  /** Sends these parts, several at a time, and computes the md5 of the whole: meanwhile, or with `hashFirst` before. */
  async #send(queue: PartRange[]): Promise<string | undefined> {
    const { source, concurrency } = this.#job;
    const hash = await hashFor(this.#job, this.#caller);
    const hashed = (workers: Promise<unknown>[]) =>
      this.#judge.judged(() => wholeMd5(this.#job, hash, workers, this.#caller));
    const early = source.hashFirst ? hashed([]) : undefined;
    const send = async () => {
      await early;
      await this.#sendParts(queue);
    };
    const workers = Array.from({ length: Math.min(concurrency, queue.length) }, send);
    const md5 = early ?? hashed(workers);
    const sent = Promise.allSettled([...workers, md5]);
    const watched = this.#judge.judged(() => watch(() => this.#judge.checkSource(), sent));
    await this.#settle([...workers, md5, watched]);
    return md5;
  }

  async #sendParts(queue: PartRange[]): Promise<void> {
    for (let part; (part = queue.shift());) {
      const next = part;
      await this.#judge.judged(() => this.#sendPart(next), next);
    }
  }

  async #sendPart(part: PartRange): Promise<void> {
    throwIfAborted(this.#controller.signal);
    const { source, progress } = this.#job;
    const { data, given, close } = await partData(source, part, this.#caller);
    const onSent = (bytes: number) => progress.sent(part, bytes);
    onSent(0);
    const id = await this.#requests.addPart(data, onSent).finally(close);
    await this.#caller.wait("source.release", () => source.release?.(given()));
    await this.#judge.checkSource();
    this.#state.parts[part.index] = id;
    await this.#save();
    progress.confirmed(part);
  }

  async #complete(md5: string | undefined): Promise<unknown> {
    try {
      await this.#judge.checkSource(true);
      return await this.#requests.complete(md5);
    } catch (error) {
      // A completion that certainly failed leaves no doubt, so the checkpoint need not say so.
      if (!this.#requests.mayBeDone) await this.#save(false).catch(() => undefined);
      throw error;
    }
  }

  /** Waits for all, since nothing may be left running. The first failure aborts the others and is thrown. */
  async #settle(tasks: readonly Promise<unknown>[]): Promise<void> {
    const { signal } = this.#controller;
    for (const task of tasks) task.catch((error: unknown) => this.#controller.abort(error));
    await Promise.allSettled(tasks);
    throwIfAborted(signal);
  }

  /** A part counts as done only when it is in the checkpoint. */
  #save(isCompleting = this.#state.isCompleting): Promise<void> {
    this.#state.isCompleting = isCompleting;
    return this.#checkpoints.save(this.#state, this.#caller);
  }

  /** Leaves the Upload to be resumed, or cancels it. A failure to cancel is added to the original error. */
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

  /** Cancels the Upload and deletes its checkpoint, unless it can be resumed. */
  #clearAway(failure: unknown): Promise<unknown>[] {
    // The caller's reason may be the error of another upload, which says nothing about this one.
    const isOwn = failure !== this.#job.options.signal?.reason;
    const { checkpoint, isOver } = isOwn ? verdictIn(failure) : kept;
    const isKept =
      checkpoint === "noted" ? this.#checkpoints.keepsCompleted : checkpoint !== "dropped";
    if (this.#checkpoints.isSaved && isKept) return [];
    const deleted = this.#checkpoints.delete(this.#state);
    return isOver || !this.#state.uploadId ? [deleted] : [this.#requests.cancel(), deleted];
  }
}
