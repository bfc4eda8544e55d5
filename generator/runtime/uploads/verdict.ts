import type { UploadFailure } from "./upload-error.ts";

/** What an error means for its Upload, and for a checkpoint of it. */
export interface Verdict {
  readonly failure: UploadFailure;
  /** What to do, for the message. */
  readonly advice: string;
  /** "replaced": it stays until an Upload that is started over has one. */
  readonly checkpoint: "kept" | "dropped" | "replaced";
  /** Whether the upload starts over, once. */
  readonly startsOver: boolean;
}

export const kept = verdict("failed", "", "kept");
export const noMd5 = verdict("failed", "the server takes no md5; give md5: false", "kept");
export const startOver = verdict("failed", "", "replaced", true);
export const refused = verdict("failed", "it can't be completed; some servers need concurrency: 1");
export const mayExist = verdict(
  "failed",
  "the File may exist: look for its name, then upload again",
);
export const expired = verdict(
  "expired",
  "it has expired, an hour after its creation; upload again",
  "dropped",
  true,
);
export const cancelled = verdict("cancelled", "it was cancelled elsewhere; upload again");
export const completed = verdict(
  "already-completed",
  "it was completed; find the File by its name",
);
export const otherMd5 = verdict(
  "checksum",
  "the server has got other bytes than were read; upload again",
);
export const changed = verdict("source-changed", "its source changed meanwhile; upload it again");

function verdict(
  failure: UploadFailure,
  advice: string,
  checkpoint: Verdict["checkpoint"] = "dropped",
  startsOver = false,
): Verdict {
  return { failure, advice, checkpoint, startsOver };
}
