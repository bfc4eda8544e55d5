import { ApiError, ConnectionError, TimeoutError, UploadError } from "../../generated/src/node.ts";

/** What the client told its user. */
export interface Told {
  /** "ok", or the kind of error and how often the request was sent. */
  readonly cell: string;
  /** The error's. */
  readonly message: string;
}

/** What a call comes to: what it resolves with is put behind "ok". */
export async function tell(call: () => Promise<string>): Promise<Told> {
  try {
    const more = await call();
    return { cell: more ? `ok, ${more}` : "ok", message: "" };
  } catch (error) {
    if (error instanceof WrongError) return { cell: error.message, message: "" };
    return { cell: kindOf(error), message: String(error) };
  }
}

/** Something that the client did not tell, and should have. */
export class WrongError extends Error {}

function kindOf(error: unknown): string {
  if (error instanceof UploadError) {
    const kind = error.failure === "failed" ? "" : `${error.failure}: `;
    return `${kind}${kindOf(error.cause)}`;
  }
  if (error instanceof ApiError) return `${error.status} ×${error.attempts}`;
  if (error instanceof TimeoutError) return `timeout ×${error.attempts}`;
  if (error instanceof ConnectionError) return `no connection ×${error.attempts}`;
  return String(error);
}
