// Hand-written. Copied from generator/runtime/uploads/job.ts; edit it there.
import type { CheckpointSlot } from "./checkpoint-slot.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { UploadFileOptions, UploadOperations } from "./options.ts";
import type { PartRange } from "./plan.ts";
import type { Md5 } from "./prepare-md5.ts";
import type { ProgressMeter } from "./progress.ts";
import type { PartSource } from "./source.ts";

/** What is to be uploaded, and how. */
export interface Job {
  readonly uploads: UploadOperations;
  readonly source: PartSource;
  readonly parts: readonly PartRange[];
  readonly concurrency: number;
  readonly options: UploadFileOptions;
  readonly progress: ProgressMeter;
  readonly identity: Checkpoint["identity"] &
    Record<"fingerprint" | "filename" | "mimeType", string>;
  /** Where the checkpoint is kept, if it is. */
  readonly slot: CheckpointSlot | undefined;
  readonly md5: Md5;
  /** Ends the upload: with the caller's own signal, or because a hook of theirs has failed. */
  readonly signal: AbortSignal;
}

/** What a checkpoint holds, as it changes while the upload goes on. */
export type UploadState = { -readonly [Name in keyof Checkpoint]: Checkpoint[Name] } & {
  readonly parts: Record<number, string>;
};
