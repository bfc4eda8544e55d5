import { kindOf, numberOrKind, invalid } from "../body.ts";
import { checkNames } from "../option-names.ts";
import type { UploadFileOptions, UploadOperations } from "./options.ts";

const names = {
  purpose: 1,
  filename: 1,
  mimeType: 1,
  expiresAfter: 1,
  partSize: 1,
  concurrency: 1,
  md5: 1,
  checkpoint: 1,
  signal: 1,
  onProgress: 1,
  onRestart: 1,
  stallTimeout: 1,
  maxRetries: 1,
  maxRetryDelay: 1,
} satisfies Record<keyof UploadFileOptions, 1>;

const operations = [
  "createUpload",
  "addUploadPart",
  "completeUpload",
  "cancelUpload",
] satisfies (keyof UploadOperations)[];

/** Throws a TypeError for `uploads` without the operations, and for an unknown or invalid option. */
export function checkOptions(uploads: unknown, options: UploadFileOptions): void {
  checkOperations(uploads);
  checkNames("uploadFile", options, names);
  // What is left out gets a value that passes.
  const { purpose, expiresAfter = 1, mimeType, concurrency = 1, maxRetryDelay = 0 } = options;
  if (!purpose || typeof purpose !== "string")
    throw invalid("purpose", purpose ? kindOf(purpose) : "none", 'a string such as "batch"');
  if (typeof expiresAfter !== "number")
    throw invalid("expiresAfter", kindOf(expiresAfter), "a number of seconds");
  if (typeof (mimeType ?? "") !== "string")
    throw invalid("mimeType", kindOf(mimeType), "a media type");
  if (!(Number.isInteger(concurrency) && concurrency > 0))
    throw invalid("concurrency", numberOrKind(concurrency), "a whole number above 0");
  checkMaxRetries("maxRetries", options.maxRetries);
  checkStallTimeout("stallTimeout", options.stallTimeout);
  if (!(typeof maxRetryDelay === "number" && maxRetryDelay >= 0))
    throw invalid(
      "maxRetryDelay",
      numberOrKind(maxRetryDelay),
      "a number of milliseconds from 0, or Infinity",
    );
  const { signal } = options;
  if (signal && !("addEventListener" in (Object(signal) as object)))
    throw invalid("signal", kindOf(signal), "an AbortSignal");
  for (const hook of ["onProgress", "onRestart"] as const) {
    const given = options[hook];
    if (given !== undefined && typeof given !== "function")
      throw invalid(hook, kindOf(given), "a function");
  }
}

/** @param name what the message calls it. */
export function checkMaxRetries(name: string, given: number | undefined = 0): void {
  if (given === Infinity || (Number.isInteger(given) && given >= 0)) return;
  throw invalid(name, numberOrKind(given), "a whole number from 0, or Infinity");
}

/** @param name what the message calls it. */
export function checkStallTimeout(name: string, given: number | undefined = 1): void {
  if (typeof given === "number" && given > 0) return;
  throw invalid(name, numberOrKind(given), "a number of milliseconds above 0, or Infinity");
}

function checkOperations(uploads: unknown): void {
  const given = Object(uploads) as Record<string, unknown>;
  if (operations.every((name) => typeof given[name] === "function")) return;
  const wanted = "an object with the four operations, such as new UploadsApi(client)";
  throw invalid("uploads", kindOf(uploads), wanted);
}
