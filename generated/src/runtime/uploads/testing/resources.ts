// Hand-written. Copied from generator/runtime/uploads/testing/resources.ts; edit it there.
import type { Content } from "./part-writer.ts";
import type { CreateUploadBody } from "./validate.ts";

/** How an Upload stands. All but `pending` are final. */
export type UploadStatus = "pending" | "completed" | "cancelled" | "expired";

/** An Upload as the API responds with it. */
export interface UploadResource {
  /** Its id. */
  readonly id: string;
  /** What it is. */
  readonly object: "upload";
  /** Bytes of the whole file. */
  readonly bytes: number;
  /** Seconds since 1970 at which it was created. */
  readonly created_at: number;
  /** The File's name. */
  readonly filename: string;
  /** What the File is for. */
  readonly purpose: string;
  /** How it stands. */
  readonly status: UploadStatus;
  /** Seconds since 1970 at which it expires. */
  readonly expires_at: number;
  /** What it has become. Absent until it is completed. */
  readonly file?: FileResource;
}

/** A File as the API responds with it. */
export interface FileResource {
  /** What it is. */
  readonly object: "file";
  /** Its id. */
  readonly id: string;
  /** What it is for. */
  readonly purpose: string;
  /** Its name. */
  readonly filename: string;
  /** Bytes of its content. */
  readonly bytes: number;
  /** Seconds since 1970 at which its Upload was created. */
  readonly created_at: number;
  /** Seconds since 1970 at which it expires. Null for one that lasts: without `expires_after`, and not for `batch`. */
  readonly expires_at: number | null;
  /** Always the same, as the API has it. */
  readonly status: "processed";
  /** Always null, as the API has it. */
  readonly status_details: null;
}

/** A Part as the API returns it. */
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

/** Ids are counted, so that the same requests in the same order give the same responses. */
export function numbered(prefix: string, count: number): string {
  return prefix + String(count).padStart(6, "0");
}

/** A time in seconds, as the API counts it. */
export function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
