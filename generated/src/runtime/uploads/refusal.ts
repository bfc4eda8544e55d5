// Hand-written. Copied from generator/runtime/uploads/refusal.ts; edit it there.
import { ApiError, RequestError } from "../errors.ts";
import type { PartRange } from "./plan.ts";
import { md5Problem, stateOf, type State } from "./server-words.ts";
import * as verdicts from "./verdict.ts";

/** What an upload was doing when an error occurred. */
export interface Step {
  /** "" while the Upload is being created. */
  readonly uploadId: string;
  /** When the Upload expires by this machine's clock, in milliseconds since 1970. */
  readonly expiresAt: number;
  readonly filename: string;
  /** Whether the Upload comes from a checkpoint. */
  readonly isResumed: boolean;
  /** Whether parts may be sent in parallel. */
  readonly isParallel: boolean;
  /** Whether a completion was sent before and no response said that it failed, so that the File may exist. */
  readonly mayBeDone: boolean;
  readonly completion?: Completion | undefined;
  /** The part that was being sent or read, if it was one. */
  readonly part?: PartRange | undefined;
}

/** A completion that was sent. */
export interface Completion {
  readonly md5: string | undefined;
}

/** What an error means. The first match decides; ARCHITECTURE.md has the same table, with the reasons. */
export function verdictOf(error: unknown, step: Step): verdicts.Verdict {
  if (!(error instanceof RequestError)) return verdicts.kept;
  const { isResumed, completion } = step;
  const state = endOf(error, step);
  const md5 = md5ProblemOf(error, step);

  if (!isDefinite(error, step))
    return isLate(error, step) && !completion ? verdicts.expired : verdicts.kept;
  if (state === "expired") return verdicts.expired;
  if (state === "cancelled") return verdicts.cancelled;
  if (state === "completed" && completion) return verdicts.completed;
  if (md5 === "refused") return verdicts.noMd5;
  if (md5 === "another") return verdicts.otherMd5;
  if (completion && step.mayBeDone) return isFromApi(error) ? verdicts.mayExist : verdicts.kept;
  if (isLate(error, step)) return verdicts.expired;
  if (isResumed) return verdicts.startOver;
  if (completion && isFromApi(error))
    return step.isParallel ? verdicts.refusedParallel : verdicts.refused;
  return verdicts.kept;
}

/** How the Upload ended, if the error leaves no doubt. */
export function endOf(error: unknown, step: Step): State | undefined {
  return isDefinite(error, step) ? stateOf(error, step.uploadId, step.filename) : undefined;
}

/** Whether a completion may have succeeded in spite of this error, as after a request without a response. */
export function mayBeDoneAfter(error: unknown): boolean {
  return !(error instanceof ApiError && /^4/.test(String(error.status)));
}

/** Whether the server understood a request about this Upload and refused it for good. */
function isDefinite(error: unknown, { uploadId }: Step): error is ApiError {
  return uploadId !== "" && /^4(00|04|09|10|22)$/.test(String(statusOf(error)));
}

/** Whether the Upload should have expired by now, and the error isn't about authentication or rate limits. */
function isLate(error: unknown, { expiresAt }: Step): boolean {
  return Date.now() >= expiresAt && !/^4(01|03|07|29)$/.test(String(statusOf(error)));
}

/** Whether the body is neither empty nor an HTML page, which a proxy may have sent. */
function isFromApi({ body }: ApiError): boolean {
  return !/^\s*(<|$)/.test(String(body));
}

function md5ProblemOf(error: unknown, step: Step): ReturnType<typeof md5Problem> {
  const md5 = step.completion?.md5;
  return md5 && isDefinite(error, step) ? md5Problem(error, md5, step.filename) : undefined;
}

function statusOf(error: unknown): number | undefined {
  return error instanceof ApiError ? error.status : undefined;
}
