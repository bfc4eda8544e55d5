import { kindOf, misfit } from "../body.ts";
import { checkNames } from "../option-names.ts";
import type { UploadFileOptions } from "./options.ts";

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

/** Throws a TypeError for an option that there is not, or that can't be: it would be found out only when parts have been sent. */
export function checkOptions(options: UploadFileOptions): void {
  checkNames("uploadFile", options, names);
  const { concurrency = 4, maxRetries = 0, stallTimeout = 1, signal, ...others } = options;
  const { maxRetryDelay = 0, purpose, mimeType } = others;
  if (!purpose || typeof purpose !== "string")
    throw misfit("purpose", purpose ? kindOf(purpose) : "none", "what the File is for");
  if (typeof (mimeType ?? "") !== "string")
    throw misfit("mimeType", kindOf(mimeType), "a media type");
  if (!(Number.isInteger(concurrency) && concurrency > 0))
    throw misfit("concurrency", String(concurrency), "a whole number of parts");
  if (!(maxRetries === Infinity || (Number.isInteger(maxRetries) && maxRetries >= 0)))
    throw misfit("maxRetries", String(maxRetries), "a whole number, 0 for none");
  if (!(typeof stallTimeout === "number" && stallTimeout > 0))
    throw misfit("stallTimeout", String(stallTimeout), "milliseconds, Infinity for none");
  if (!(typeof maxRetryDelay === "number" && maxRetryDelay >= 0))
    throw misfit("maxRetryDelay", String(maxRetryDelay), "milliseconds, 0 for none");
  if (signal && !("addEventListener" in (Object(signal) as object)))
    throw misfit("signal", kindOf(signal), "an AbortSignal");
  for (const hook of ["onProgress", "onRestart"] as const) {
    const given = others[hook];
    if (given !== undefined && typeof given !== "function")
      throw misfit(hook, kindOf(given), "a function");
  }
}
