// Hand-written. Copied from generator/runtime/uploads/judge.ts; edit it there.
import { mayPass } from "../retry.ts";
import type { CallerCode } from "./caller-code.ts";
import { uploadErrorOf } from "./failure.ts";
import type { Job } from "./job.ts";
import type { PartRange } from "./plan.ts";
import type { Requests } from "./requests.ts";
import { UploadError } from "./upload-error.ts";
import { changed, kept } from "./verdict.ts";

/** Turns whatever is thrown into the error that an upload fails with. */
export class Judge {
  readonly #job: Job;
  readonly #requests: Requests;
  readonly #caller: CallerCode;

  constructor(job: Job, requests: Requests, caller: CallerCode) {
    this.#job = job;
    this.#requests = requests;
    this.#caller = caller;
  }

  /** Calls `start`, but rejects with the error that the upload fails with. */
  async judged<T>(start: () => Promise<T>, part?: PartRange): Promise<T> {
    try {
      return await start();
    } catch (error) {
      throw await this.failureOf(error, part);
    }
  }

  /** Throws if the source has changed since the upload began. A source that can't tell just now fails only the last check. */
  async checkSource(isLast = false): Promise<void> {
    const { source, identity } = this.#job;
    const fingerprint = this.#caller.wait("source.fingerprint", () => source.fingerprint());
    const now = await fingerprint.catch((error: unknown) => {
      if (isLast || !mayPass(error)) throw error;
      return identity.fingerprint;
    });
    if (now !== identity.fingerprint)
      throw new Error(`its fingerprint was ${identity.fingerprint}, now ${now}`);
  }

  /** A changed source takes precedence over any other error, which may be its consequence. */
  async failureOf(error: unknown, part?: PartRange): Promise<unknown> {
    const { signal } = this.#caller;
    const isReason = (it: unknown) => signal.aborted && it === signal.reason;
    if (error instanceof UploadError || isReason(error)) return error;
    const step = { ...this.#requests.step, part };
    try {
      await this.checkSource();
    } catch (change) {
      if (isReason(change)) return change;
      // A closed source hasn't changed. Not instanceof: test environments have their own TypeError.
      const { name } = Object((change as Error).cause) as Partial<Error>;
      return uploadErrorOf(change, step, name === "TypeError" ? kept : changed);
    }
    return uploadErrorOf(error, step);
  }
}
