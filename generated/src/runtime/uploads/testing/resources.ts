// Hand-written. Copied from generator/runtime/uploads/testing/resources.ts; edit it there.
import type { Content } from "./part-writer.ts";
import type { CreateUploadBody } from "./validate.ts";

export type UploadStatus = "pending" | "completed" | "cancelled" | "expired";

/** An Upload as the API answers it. Times are in seconds since 1970. */
export interface UploadResource {
  readonly id: string;
  readonly object: "upload";
  /** Size of the whole file. */
  readonly bytes: number;
  readonly created_at: number;
  readonly filename: string;
  readonly purpose: string;
  readonly status: UploadStatus;
  readonly expires_at: number;
  /** Absent until the Upload is completed. */
  readonly file?: FileResource;
}

/** A File as the API answers it. Times are in seconds since 1970. */
export interface FileResource {
  readonly object: "file";
  readonly id: string;
  readonly purpose: string;
  readonly filename: string;
  readonly bytes: number;
  /** The Upload's. */
  readonly created_at: number;
  /** Null for a File that lasts: without `expires_after`, and not for `batch`. */
  readonly expires_at: number | null;
  readonly status: "processed";
  readonly status_details: null;
}

/** A Part as the API answers it. */
export interface PartResource {
  readonly id: string;
  readonly object: "upload.part";
  /** Seconds since 1970. */
  readonly created_at: number;
  readonly upload_id: string;
}

/** A Part as the server keeps it. */
export interface StoredPart {
  readonly id: string;
  readonly uploadId: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly filename: string | undefined;
  readonly size: number;
  /** Emptied when the Upload is no longer pending. */
  content: Content;
}

/** An Upload as the server keeps it. */
export interface StoredUpload {
  readonly id: string;
  readonly body: CreateUploadBody;
  /** Milliseconds since 1970, as is `expiresAt`. */
  readonly createdAt: number;
  expiresAt: number;
  /** In the order in which they were received. */
  readonly parts: Map<string, StoredPart>;
  status: UploadStatus;
  /** While the md5 is computed: the Upload is pending, but can't be changed any more. */
  isCompleting: boolean;
  file: FileResource | undefined;
}

export function describeUpload({
  id,
  body,
  createdAt,
  expiresAt,
  status,
  file,
}: StoredUpload): UploadResource {
  return {
    id,
    object: "upload",
    bytes: body.bytes,
    created_at: seconds(createdAt),
    filename: body.filename,
    purpose: body.purpose,
    status,
    expires_at: seconds(expiresAt),
    ...(file && { file }),
  };
}

export function describePart({ id, uploadId, createdAt }: StoredPart): PartResource {
  return { id, object: "upload.part", created_at: seconds(createdAt), upload_id: uploadId };
}

/** Ids are counted, so that the same requests in the same order give the same answers. */
export function numbered(prefix: string, count: number): string {
  return prefix + String(count).padStart(6, "0");
}

/** A time in seconds, as the API counts it. */
export function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
