import { within } from "../abort.ts";
import type { BinaryData } from "../binary.ts";
import type { RequestOptions } from "../client.ts";
import type { RequestError } from "../errors.ts";
import { delayAsked, tooLong } from "../retry.ts";
import { completedOf } from "./completed.ts";
import { expiryOf, idOf } from "./ids.ts";
import type { Job, UploadState } from "./job.ts";
import { defaultMaxRetries, defaultStallTimeout } from "./options.ts";
import { endOf, mayBeDoneAfter, type Completion, type Step } from "./refusal.ts";

/** The requests of one Upload. */
export class Requests {
  readonly #job: Job;
  readonly #state: UploadState;
  readonly #isResumed: boolean;
  readonly #signal: AbortSignal;
  #completion: Completion | undefined;
  /** Whether a completion was sent, by this or an earlier process, and no response said that it failed. */
  mayBeDone: boolean;

  /** @param state receives the id and the expiry of an Upload that is created. */
  constructor(job: Job, state: UploadState, signal: AbortSignal) {
    this.#job = job;
    this.#state = state;
    this.#isResumed = state.uploadId !== "";
    this.#signal = signal;
    this.mayBeDone = state.isCompleting ?? false;
  }

  /** What is being done, for judging an error. */
  get step(): Step {
    const { uploadId, expiresAt } = this.#state;
    const { identity, concurrency, parts } = this.#job;
    return {
      uploadId,
      expiresAt,
      filename: identity.filename,
      isResumed: this.#isResumed,
      isParallel: Math.min(concurrency, parts.length) > 1,
      completion: this.#completion,
      mayBeDone: this.mayBeDone,
    };
  }

  async create(): Promise<void> {
    const { uploads, source, identity, options } = this.#job;
    const { purpose, expiresAfter: seconds, maxRetries, maxRetryDelay } = options;
    const { filename, mimeType } = identity;
    const body = { filename, purpose, bytes: source.size, mime_type: mimeType };
    const expiry = seconds !== undefined && {
      expires_after: { anchor: "created_at" as const, seconds },
    };
    const asked = Date.now();
    // Nothing is lost yet, so a missing connection is better reported soon.
    const call = { ...this.#call(), maxRetries, maxRetryDelay };
    const created = await uploads.createUpload({ ...body, ...expiry }, call);
    this.#state.uploadId = idOf(created);
    this.#state.expiresAt = expiryOf(created, asked);
  }

  /** Resolves with the id of the Part. */
  async addPart(data: BinaryData, onSent: (bytes: number) => void): Promise<string> {
    const { uploads, identity } = this.#job;
    const body = { data: { data, filename: identity.filename } };
    const call = { ...this.#call(), timeout: Infinity, onSent };
    return idOf(await uploads.addUploadPart(this.#state.uploadId, body, call));
  }

  /** Resolves with the completed Upload. */
  async complete(md5: string | undefined): Promise<unknown> {
    const { uploads, parts } = this.#job;
    const { uploadId, parts: ids } = this.#state;
    const part_ids = parts.map(({ index }) => ids[index] ?? "");
    const body = { part_ids, ...(md5 !== undefined && { md5 }) };
    this.#completion = { md5 };
    // The server may need time to put the parts together.
    const call = { ...this.#call(), stallTimeout: undefined };
    try {
      return completedOf(await uploads.completeUpload(uploadId, body, call), this.step);
    } catch (error) {
      this.#note(error);
      throw error;
    }
  }

  cancel(): Promise<unknown> {
    const call = { timeout: 10_000, maxRetries: 1 };
    return within(20_000, "cancelUpload", ({ signal }) =>
      this.#job.uploads.cancelUpload(this.#state.uploadId, { ...call, signal }),
    );
  }

  /** A new object each time, because operations may modify it. */
  #call(): RequestOptions {
    const { options } = this.#job;
    const { stallTimeout = defaultStallTimeout, maxRetryDelay = Infinity } = options;
    const { maxRetries = defaultMaxRetries } = options;
    const lifetime = this.#state.expiresAt - Date.now();
    return {
      signal: this.#signal,
      stallTimeout,
      maxRetries,
      maxRetryDelay: Math.min(maxRetryDelay, lifetime),
      isFinal: (error) => this.#isFinal(error, lifetime),
    };
  }

  /**
   * Whether a retry is pointless: the Upload has ended, even if other 409s may pass, or it will expire before the server
   * wants the retry.
   */
  #isFinal(error: RequestError, lifetime: number): boolean {
    this.#note(error);
    if (endOf(error, this.step) !== undefined) return true;
    const asked = delayAsked(error);
    if (asked === undefined || asked <= lifetime) return false;
    tooLong(error, asked, "; the Upload expires before that");
    return true;
  }

  #note(error: unknown): void {
    if (this.#completion && mayBeDoneAfter(error)) this.mayBeDone = true;
  }
}
