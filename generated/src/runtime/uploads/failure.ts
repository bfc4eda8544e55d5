// Hand-written. Copied from generator/runtime/uploads/failure.ts; edit it there.
import { ApiError, RequestError } from "../errors.ts";
import { CallerError } from "./caller-code.ts";
import type { PartRange } from "./plan.ts";
import { UploadError, type UploadFailure } from "./upload-error.ts";

/** What was being done when an error came. */
export interface Doing {
  readonly uploadId?: string | undefined;
  /** When the Upload expires by this machine's clock, in milliseconds since 1970. */
  readonly expiresAt: number;
  readonly part?: PartRange | undefined;
}

const meanings: Partial<Record<UploadFailure, string>> = {
  "source-changed": "its source changed meanwhile; upload it again: ",
  expired: "it has expired, an hour after its creation; upload again: ",
  cancelled: "it was cancelled elsewhere; upload again: ",
  checksum: "the server has got other bytes than were read; upload again: ",
  "already-completed": "it was completed; find the File by its name: ",
};

/** The UploadError for what a step of an upload threw. */
export function failureOf(
  error: unknown,
  doing: Doing,
  failure = kindOf(error, doing),
): UploadError {
  if (error instanceof UploadError) return error;
  const { uploadId, part } = doing;
  const where = part ? `part ${part.index} (bytes ${part.start} to ${part.end - 1}) of ` : "";
  const what = uploadId ? `Upload ${uploadId}` : "creating the Upload";
  const { message = String(error) } = Object(error) as Partial<Error>;
  const attempts = error instanceof RequestError ? error.attempts : undefined;
  const problem = `${where}${what}: ${meanings[failure] ?? ""}${message}`;
  const place = { uploadId, partIndex: part?.index, start: part?.start, end: part?.end, attempts };
  const cause = error instanceof CallerError ? error.cause : error;
  return new UploadError(failure, problem, { ...place, cause });
}

/**
 * The API documents no codes for these states, so the clock decides what it can, and the wording the rest. A state that
 * is not recognised is a failure like any other.
 */
function kindOf(error: unknown, { expiresAt }: Doing): UploadFailure {
  const isLate = error instanceof RequestError && Date.now() >= expiresAt;
  const other = isLate ? "expired" : "failed";
  if (!(error instanceof ApiError) || !/^4/.test(String(error.status))) return other;
  const { message, param } = error;
  if (/\bexpired\b/i.test(message)) return "expired";
  if (/\bcompleted\b/i.test(message)) return "already-completed";
  if (isLate) return other;
  if (/\bcancell?ed\b/i.test(message)) return "cancelled";
  return param === "md5" || /\b(md5|checksum)\b/i.test(message) ? "checksum" : "failed";
}
