// Hand-written. Copied from generator/runtime/uploads/completed.ts; edit it there.
import { noteSecrets, redactFor } from "../secrets.ts";
import { uploadErrorOf } from "./failure.ts";
import { isId, shown } from "./ids.ts";
import type { Step } from "./refusal.ts";
import { cancelled, completed, expired, kept, type Verdict } from "./verdict.ts";

/** A response to a completion, from any server. */
interface CompletionResponse {
  readonly object?: unknown;
  readonly status?: unknown;
  readonly id?: unknown;
  readonly file?: unknown;
  readonly bytes?: unknown;
  readonly created_at?: unknown;
  readonly filename?: unknown;
  readonly purpose?: unknown;
  readonly error?: unknown;
  readonly detail?: unknown;
}

/**
 * The completed Upload, with its File. If a server sends only the File, the Upload is put together from that and from what
 * is known anyway. Throws an UploadError for a response without a File.
 */
export function completedOf(response: unknown, step: Step): object {
  const upload = Object(response) as CompletionResponse;
  const { file = upload.object === "file" ? upload : undefined } = upload;
  const { id } = Object(file) as CompletionResponse;
  const redact = redactFor(response);
  if (!isId(id) || redact(id) !== id) {
    const problem = `expected a file in the response, got ${shown(response, redact, 200)}`;
    throw uploadErrorOf(new Error(problem), step, withoutFile(upload));
  }
  if (file !== upload) return upload;
  const { bytes, created_at, filename, purpose } = upload;
  const whole = {
    id: step.uploadId,
    object: "upload",
    bytes,
    created_at,
    filename,
    purpose,
    status: "completed",
    expires_at: Math.floor(step.expiresAt / 1000),
    file,
  };
  noteSecrets(whole, redact);
  return whole;
}

/** What a successful response without a File means, by the status in it. One that contains an error was no success. */
function withoutFile({ status, error, detail }: CompletionResponse): Verdict {
  if (status === "expired") return expired;
  if (status === "cancelled") return cancelled;
  if (status === "completed") return completed;
  return status === undefined && error == null && detail == null ? completed : kept;
}
