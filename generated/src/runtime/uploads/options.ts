// Hand-written. Copied from generator/runtime/uploads/options.ts; edit it there.
import type { BinaryInput } from "../binary.ts";
import type { RequestOptions } from "../client.ts";
import type { CheckpointInput } from "./checkpoint-store.ts";
import { MAX_PART_SIZE } from "./plan.ts";
import type { Md5Input } from "./prepare-md5.ts";
import type { UploadProgress } from "./progress.ts";

/** The operations that `uploadFile` needs. `UploadsApi` has them. */
export interface UploadOperations {
  /** Creates the Upload. */
  createUpload(
    body: {
      filename: string;
      purpose: string;
      bytes: number;
      mime_type: string;
      expires_after?: { anchor: "created_at"; seconds: number };
    },
    options?: RequestOptions,
  ): Promise<{ id: string; created_at: number; expires_at: number }>;
  /** Adds a part. */
  addUploadPart(
    uploadId: string,
    body: { data: BinaryInput },
    options?: RequestOptions,
  ): Promise<{ id: string }>;
  /** Makes the File of the parts. */
  completeUpload(
    uploadId: string,
    body: { part_ids: string[]; md5?: string },
    options?: RequestOptions,
  ): Promise<{ file?: { id: string } | null }>;
  /** Cancels an Upload that has failed without a checkpoint. */
  cancelUpload(uploadId: string, options?: RequestOptions): Promise<unknown>;
}

/** The defaults of `uploadFile` and of the command. The docstrings below say the same. */
export const defaultPartSize = MAX_PART_SIZE;
export const defaultConcurrency = 4;
export const defaultStallTimeout = 60_000;
export const defaultMaxRetries = 10;

/** How `uploadFile` uploads. A function that passes them on takes `UploadFileOptions<Purpose<UploadsApi>>`. */
export interface UploadFileOptions<Purpose = string> {
  /** What the File is for, such as `"fine-tune"`. */
  purpose: Purpose;
  /** The name the API stores, sent unchanged, including any folders. @default the source's, without folders */
  filename?: string | undefined;
  /**
   * The media type, sent unchanged. @default the source's without parameters; if that is missing or
   * "application/octet-stream", the one that the API documents for the filename's extension, or the usual one
   */
  mimeType?: string | undefined;
  /** Seconds after which the API deletes the File. @default the API's for the purpose, if any */
  expiresAfter?: number | undefined;
  /** Bytes per part, at most 67,108,864. @default 67_108_864 */
  partSize?: number | undefined;
  /** How many parts are sent at the same time: at least 1. @default 4 */
  concurrency?: number | undefined;
  /**
   * Whether to send the md5 of the whole content for the server to check; or the md5 itself as 32 hex digits; or a
   * function that makes a new hash each time, which is tried out before anything is sent.
   * @default true on Node and for sources that know their md5
   */
  md5?: Md5Input | undefined;
  /** Where to remember what has been sent, to resume after a crash, an abort or a failure. @default nowhere */
  checkpoint?: CheckpointInput | undefined;
  /** Ends the upload: it rejects with the signal's reason once nothing is running any more. @default none */
  signal?: AbortSignal | undefined;
  /**
   * Called with the progress of the upload, and not waited for. If it throws or rejects, the upload fails.
   * @default none
   */
  onProgress?: ((progress: UploadProgress) => unknown) | undefined;
  /**
   * Called with the reason when the upload starts from the beginning: the checkpoint doesn't match, the server rejects it,
   * or the Upload has expired. Not waited for. If it throws or rejects, the upload fails.
   * @default none
   */
  onRestart?: ((reason: string) => unknown) | undefined;
  /**
   * Milliseconds without progress of a part, or without a response after its last byte, after which the attempt fails.
   * Apart from that, a part may take as long as the Upload lives. It has no effect where `fetch` gets a part as a whole,
   * as in browsers that don't use `xhrTransport`.
   * @default 60_000
   */
  stallTimeout?: number | undefined;
  /**
   * How often a part or the completion is retried. The delays of ten retries add up to half a minute, which bridges a
   * lost connection. @default 10; for the creation of the Upload, the client's
   */
  maxRetries?: number | undefined;
  /**
   * The longest wait in milliseconds that a server may ask for before a retry. If it asks for more, the upload fails.
   * @default the lifetime of the Upload; for its creation, the client's
   */
  maxRetryDelay?: number | undefined;
}
