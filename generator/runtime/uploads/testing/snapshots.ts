import type { Fault } from "./faults.ts";
import { describeUpload, type StoredUpload, type UploadResource } from "./resources.ts";

/** An Upload as the API answers it, and what only the server knows of it. */
export interface UploadSnapshot extends UploadResource {
  readonly mime_type: string;
  /** All Parts received, in the order in which they were stored. */
  readonly parts: readonly PartSnapshot[];
}

/** A Part without its content. */
export interface PartSnapshot {
  readonly id: string;
  /** In bytes. */
  readonly size: number;
  /** The filename of its form field, if that has one. */
  readonly filename: string | undefined;
}

/** A request the server has seen. It has no headers, so it can't hold a key. */
export interface RequestRecord {
  /** The answer's `x-request-id`. */
  readonly id: string;
  readonly method: string;
  /** The URL's path, base path included. */
  readonly path: string;
  /** Undefined until the request is answered: for good if it was aborted or its body failed. */
  readonly status: number | undefined;
  /** What the fault schedule did to it. */
  readonly fault?: Fault | undefined;
  /** Of a Part that was received whole. */
  readonly part?: ReceivedPartRecord | undefined;
}

/** What came with a Part. Sizes are in bytes. */
export interface ReceivedPartRecord {
  readonly size: number;
  readonly filename: string | undefined;
  /** The request's Content-Length, if it had one. */
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
