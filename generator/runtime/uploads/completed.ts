import { failureOf } from "./failure.ts";
import { isId } from "./ids.ts";
import type { Step } from "./refusal.ts";
import { cancelled, completed, expired, kept, type Verdict } from "./verdict.ts";

/** A response to a completion, from whatever server. */
interface Response {
  readonly object?: unknown;
  readonly status?: unknown;
  readonly id?: unknown;
  readonly file?: unknown;
}

/**
 * The completed Upload, with its File. Some servers send the File itself: of the Upload that is then what both have, and
 * what is known anyway. Throws an UploadError for a response without a File.
 */
export function completedOf(response: unknown, step: Step): object {
  const upload = Object(response) as Response;
  const { file = upload.object === "file" ? upload : undefined, status } = upload;
  if (!isId((Object(file) as Response).id))
    throw failureOf(new Error("no file in the response"), step, withoutFile(status));
  if (file !== upload) return upload;
  const { uploadId: id, expiresAt } = step;
  const expires_at = Math.floor(expiresAt / 1000);
  return { ...upload, id, object: "upload", status: "completed", expires_at, file };
}

/** What a success without a File says by the Upload's status. */
function withoutFile(status: unknown): Verdict {
  if (status === "expired") return expired;
  if (status === "cancelled") return cancelled;
  return status === undefined || status === "completed" ? completed : kept;
}
