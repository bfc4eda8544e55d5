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

/** An upload failed. The message says where, and what to do; `cause` is the underlying error. */
export class UploadError extends Error {
  override readonly name = "UploadError";
  readonly failure: UploadFailure;
  declare readonly uploadId?: string | undefined;
  /** Counted from 0. */
  declare readonly partIndex?: number | undefined;
  /** First byte of the part. */
  declare readonly start?: number | undefined;
  /** First byte after the part. */
  declare readonly end?: number | undefined;
  /** How many times the request was sent. */
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
type Properties = Pick<UploadError, Detail> & ErrorOptions;
