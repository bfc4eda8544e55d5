// Hand-written. Copied from generator/runtime/uploads/refusal.ts; edit it there.
import { ApiError, RequestError } from "../errors.ts";
import { md5Problem, stateOf, type State } from "./server-words.ts";
import type { UploadFailure } from "./upload-error.ts";

/** What an error means for its Upload, and for a checkpoint of it. */
export interface Verdict {
  readonly failure: UploadFailure;
  /** "replaced": it stays until an Upload that is started over has one. */
  readonly checkpoint: "kept" | "dropped" | "replaced";
  /** Whether the upload starts over, once. */
  readonly startsOver: boolean;
  /** What to do, for the message. */
  readonly advice: string;
}

export const verdicts = {
  kept: verdict("failed", "kept"),
  noMd5: verdict("failed", "kept", "the server takes no md5; give md5: false"),
  startOver: verdict("failed", "replaced", "", true),
  refused: verdict("failed", "dropped", "it can't be completed; some servers need concurrency: 1"),
  mayExist: verdict("failed", "dropped", "the File may exist; look for its name before you go on"),
  expired: verdict(
    "expired",
    "dropped",
    "it has expired, an hour after its creation; upload again",
    true,
  ),
  cancelled: verdict("cancelled", "dropped", "it was cancelled elsewhere; upload again"),
  completed: verdict("already-completed", "dropped", "it was completed; find the File by its name"),
  otherMd5: verdict(
    "checksum",
    "dropped",
    "the server has got other bytes than were read; upload again",
  ),
  changed: verdict("source-changed", "dropped", "its source changed meanwhile; upload it again"),
};

/** The first row that fits decides. ARCHITECTURE.md has the same table, and why it is so. */
const table: readonly [(it: Refused) => boolean, Verdict][] = [
  [(it) => !it.isDefinite && it.isLate && !it.isCompletion, verdicts.expired],
  [(it) => !it.isDefinite, verdicts.kept],
  [(it) => it.state === "expired", verdicts.expired],
  [(it) => it.state === "cancelled", verdicts.cancelled],
  [(it) => it.state === "completed" && it.isCompletion, verdicts.completed],
  [(it) => it.md5 === "refused", verdicts.noMd5],
  [(it) => it.md5 === "another", verdicts.otherMd5],
  [(it) => it.mayBeDone && it.isFromApi, verdicts.mayExist],
  [(it) => it.isLate, verdicts.expired],
  [(it) => it.isResumed, verdicts.startOver],
  [(it) => it.isCompletion && it.isFromApi, verdicts.refused],
];

interface Refused {
  /** Whether the server has understood the request, and will never do what it asks. */
  readonly isDefinite: boolean;
  /** False for a page of HTML and for nothing at all: a proxy may have sent it. */
  readonly isFromApi: boolean;
  /** What the server says of the Upload. */
  readonly state: State | undefined;
  /** What it says of the md5. */
  readonly md5: "refused" | "another" | undefined;
  /** Whether the Upload should have expired by now. */
  readonly isLate: boolean;
  /** Whether the Upload comes from a checkpoint. */
  readonly isResumed: boolean;
  readonly isCompletion: boolean;
  /** Whether the completion was sent before, and may have been done though nothing has said so. */
  readonly mayBeDone: boolean;
}

/** What was being done when an error came. */
export interface Step {
  /** "" while the Upload is being created. */
  readonly uploadId: string;
  /** When the Upload expires by this machine's clock, in milliseconds since 1970. */
  readonly expiresAt: number;
  readonly filename: string;
  /** Whether the Upload comes from a checkpoint. */
  readonly isResumed: boolean;
  readonly completion?: Completion | undefined;
}

/** A completion that was sent. */
export interface Completion {
  readonly md5: string | undefined;
  /** Whether it was sent before without a response that says that it failed: the File may exist. */
  readonly mayBeDone: boolean;
}

export function verdictOf(error: unknown, step: Step): Verdict {
  if (!(error instanceof RequestError)) return verdicts.kept;
  const { expiresAt, isResumed, completion } = step;
  const api = error instanceof ApiError ? error : undefined;
  const isDefinite = isDefiniteFor(error, step);
  // Of these a state says nothing: they are about who asks, or how often.
  const isLate = Date.now() >= expiresAt && ![401, 403, 407, 429].includes(api?.status ?? 0);
  const it = {
    isDefinite,
    isFromApi: !/^\s*(<|$)/.test(String(api?.body)),
    isLate,
    isResumed,
    state: endOf(error, step),
    md5:
      isDefinite && completion?.md5 ? md5Problem(error, completion.md5, step.filename) : undefined,
    isCompletion: completion !== undefined,
    mayBeDone: completion?.mayBeDone ?? false,
  };
  const [, verdict] = table.find(([when]) => when(it)) ?? [];
  return verdict ?? verdicts.kept;
}

/** What an error says of the Upload, of whose end there is no doubt then. */
export function endOf(error: unknown, step: Step): State | undefined {
  return isDefiniteFor(error, step) ? stateOf(error, step.uploadId, step.filename) : undefined;
}

/** Whether a completion that failed so may have been done: nobody knows what comes of a request without a response. */
export function mayBeDoneAfter(error: unknown): boolean {
  return !(error instanceof ApiError && /^4/.test(String(error.status)));
}

function isDefiniteFor(error: unknown, { uploadId }: Step): error is ApiError {
  const isAnswered = error instanceof ApiError && uploadId !== "";
  return isAnswered && [400, 404, 409, 410, 422].includes(error.status);
}

function verdict(
  failure: UploadFailure,
  checkpoint: Verdict["checkpoint"],
  advice = "",
  startsOver = false,
): Verdict {
  return { failure, checkpoint, advice, startsOver };
}
