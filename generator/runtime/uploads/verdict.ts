import type { UploadFailure } from "./upload-error.ts";

/** What an error means for its Upload, and for a checkpoint of it. */
export interface Verdict {
  readonly failure: UploadFailure;
  /** For the message: what to do. */
  readonly advice: string;
  /**
   * "replaced": it stays until the next Upload writes its own. "noted": the File exists, or may, so it is dropped unless the
   * store keeps completed Uploads.
   */
  readonly checkpoint: "kept" | "dropped" | "replaced" | "noted";
  /** Whether the upload starts over, once. */
  readonly startsOver: boolean;
  /** Whether there is nothing left to cancel at the server. */
  readonly isOver: boolean;
}

export const kept = failed("", { checkpoint: "kept" });
export const noMd5 = failed("the server accepts no md5; set md5: false", { checkpoint: "kept" });
export const startOver = failed("", { checkpoint: "replaced", startsOver: true });
export const refused = failed("it can't be completed");
export const refusedParallel = failed("it can't be completed; some servers need concurrency: 1");
export const mayExist = failed("the File may exist: look for its name, then upload again", {
  checkpoint: "noted",
});

export const expired = over("expired", "it has expired; upload again", {
  startsOver: true,
});
export const cancelled = over("cancelled", "it was cancelled elsewhere; upload again");
export const completed = over(
  "already-completed",
  "it is already completed; find the File by its name",
  { checkpoint: "noted" },
);

export const otherMd5 = verdict("checksum", "the server received different bytes; upload again");
export const changed = verdict(
  "source-changed",
  "its source changed during the upload; upload again",
);

function verdict(failure: UploadFailure, advice: string, more?: Partial<Verdict>): Verdict {
  return { failure, advice, checkpoint: "dropped", startsOver: false, isOver: false, ...more };
}

function failed(advice: string, more?: Partial<Verdict>): Verdict {
  return verdict("failed", advice, more);
}

function over(failure: UploadFailure, advice: string, more?: Partial<Verdict>): Verdict {
  return verdict(failure, advice, { isOver: true, ...more });
}
