// Hand-written. Copied from generator/runtime/uploads/upload-error.ts; edit it there.
/**
 * Why an upload failed, for programs. All but "failed" are final: nothing is left at the server to resume.
 * "already-completed" means that the response to the completion was lost: the File exists, under its filename. Anything
 * uncertain is "failed": with a checkpoint, the same call resumes the upload or starts over.
 */
export type UploadFailure =
  | "empty"
  | "too-large"
  | "source-changed"
  | "expired"
  | "cancelled"
  | "checksum"
  | "already-completed"
  | "failed";

/**
 * An upload failed. The message says where and what to do; `cause` is the error behind it.
 *
 * @example
 * const uploads = new UploadsApi(createClient());
 * try {
 *   await uploadFile(uploads, new Blob(["{}"]), { purpose: "user_data" });
 * } catch (error) {
 *   if (!(error instanceof UploadError)) throw error;
 *   console.error(error.failure, error.uploadId, error.cause);
 * }
 */
export class UploadError extends Error {
  /** Identifies it even where several copies of this package are loaded. */
  override readonly name = "UploadError";
  /** Why it failed. */
  readonly failure: UploadFailure;
  /** The Upload's id at the server, if there is one. */
  declare readonly uploadId?: string | undefined;
  /** The part that failed, counted from 0. */
  declare readonly partIndex?: number | undefined;
  /** Bytes of the file before the part. */
  declare readonly start?: number | undefined;
  /** Bytes of the file up to the end of the part. */
  declare readonly end?: number | undefined;
  /** How often the request that failed was sent. */
  declare readonly attempts?: number | undefined;
  /** Why the Upload could not be cancelled at the server afterwards, if that failed. */
  declare readonly cancelError?: unknown;

  constructor(failure: UploadFailure, problem: string, properties: Properties = {}) {
    super(problem, properties);
    this.failure = failure;
    Object.assign(this, properties);
  }
}

type Detail = "uploadId" | "partIndex" | "start" | "end" | "attempts";
type Properties = Pick<UploadError, Detail> & { readonly cause?: unknown };
