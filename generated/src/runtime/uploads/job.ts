// Hand-written. Copied from generator/runtime/uploads/job.ts; edit it there.
import type { CheckpointSlot } from "./checkpoint-slot.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { UploadFileOptions, UploadOperations } from "./options.ts";
import type { PartRange } from "./plan.ts";
import type { Md5 } from "./prepare-md5.ts";
import type { ProgressMeter } from "./progress.ts";
import type { PartSource } from "./source.ts";

/** What to upload, and how. */
export interface Job {
  readonly uploads: UploadOperations;
  readonly source: PartSource;
  readonly parts: readonly PartRange[];
  readonly concurrency: number;
  readonly options: UploadFileOptions;
  readonly progress: ProgressMeter;
  readonly identity: Checkpoint["identity"] &
    Record<"fingerprint" | "filename" | "mimeType", string>;
  /** Where the checkpoint is stored, if there is a store. */
  readonly slot: CheckpointSlot | undefined;
  readonly md5: Md5;
  /** Aborts the upload, when the caller's signal aborts or one of their hooks fails. */
  readonly signal: AbortSignal;
}

/** What a checkpoint contains, as it changes during the upload. */
export type UploadState = { -readonly [Name in keyof Checkpoint]: Checkpoint[Name] } & {
  readonly parts: Record<number, string>;
};
