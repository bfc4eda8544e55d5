// Hand-written. Copied from generator/runtime/uploads/failure.ts; edit it there.
import { RequestError } from "../errors.ts";
import { CallerError } from "./caller-code.ts";
import { verdictOf, type Step } from "./refusal.ts";
import { UploadError } from "./upload-error.ts";
import { kept, type Verdict } from "./verdict.ts";

const verdicts = new WeakMap<UploadError, Verdict>();

/** Turns what a step of an upload threw into an UploadError. */
export function uploadErrorOf(
  error: unknown,
  step: Step,
  verdict = verdictOf(error, step),
): UploadError {
  if (error instanceof UploadError) return error;
  const { uploadId, part } = step;
  const where = part ? `part ${part.index} (bytes ${part.start} to ${part.end - 1}) of ` : "";
  const what = uploadId ? `Upload ${uploadId}` : "creating the Upload";
  const { message = String(error) } = Object(error) as Partial<Error>;
  const attempts = error instanceof RequestError ? error.attempts : undefined;
  const advice = verdict.advice && `${verdict.advice}: `;
  const details = {
    uploadId: uploadId || undefined,
    partIndex: part?.index,
    start: part?.start,
    end: part?.end,
    attempts,
  };
  const cause = error instanceof CallerError ? error.cause : error;
  const problem = `${where}${what}: ${advice}${message}`;
  const failure = new UploadError(verdict.failure, problem, { ...details, cause });
  verdicts.set(failure, verdict);
  return failure;
}

/** The verdict behind an error from `uploadErrorOf`. A hook may throw an UploadError of its own, which changes nothing. */
export function verdictIn(failure: unknown): Verdict {
  return verdicts.get(failure as UploadError) ?? kept;
}
