// Hand-written. Copied from generator/runtime/uploads/testing/snapshots.ts; edit it there.
import type { Fault } from "./faults.ts";
import { describeUpload, type StoredUpload, type UploadResource } from "./resources.ts";

/** An Upload as the API responds with it, and what only the server knows of it. */
export interface UploadSnapshot extends UploadResource {
  /** The File's media type. */
  readonly mime_type: string;
  /** All Parts received, in the order in which they were stored. */
  readonly parts: readonly PartSnapshot[];
}

/** A Part without its content. */
export interface PartSnapshot {
  /** Its id. */
  readonly id: string;
  /** Bytes of its content. */
  readonly size: number;
  /** The filename of its form field, if that has one. */
  readonly filename: string | undefined;
}

/** A request the server has seen. It has no headers, so it can't hold a key. */
export interface RequestRecord {
  /** The response's `x-request-id`. */
  readonly id: string;
  /** The HTTP method, such as `POST`. */
  readonly method: string;
  /** The URL's path, base path included. */
  readonly path: string;
  /** The response's status. Undefined until there is one: for good if the request was aborted or its body failed. */
  readonly status: number | undefined;
  /** What the fault schedule did to it. */
  readonly fault?: Fault | undefined;
  /** What came with a Part that was received whole. */
  readonly part?: ReceivedPartRecord | undefined;
}

/** What came with a Part. */
export interface ReceivedPartRecord {
  /** Bytes of its content. */
  readonly size: number;
  /** The filename of its form field, if that has one. */
  readonly filename: string | undefined;
  /** Bytes by the request's `Content-Length`, if it had one. */
  readonly contentLength: number | undefined;
}

export function snapshotOf(upload: StoredUpload): UploadSnapshot {
  const parts = [...upload.parts.values()].map(({ id, size, filename }) => ({
    id,
    size,
    filename,
  }));
  return { ...describeUpload(upload), mime_type: upload.body.mime_type, parts };
}
