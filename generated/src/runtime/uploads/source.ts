// Hand-written. Copied from generator/runtime/uploads/source.ts; edit it there.
import { isBlob } from "../blob.ts";
import { bytesOf, invalid, spent } from "../body.ts";
import type { BinaryData } from "../binary.ts";
import { blobSource } from "./blob-source.ts";
import { bytesSource } from "./bytes-source.ts";
import type { Hash } from "./hash.ts";
import { invalidSource } from "./invalid-source.ts";

/**
 * Where the bytes of a file come from: any range, in any order, any number of times.
 *
 * @example
 * const bytes = new TextEncoder().encode('{"a": 1}');
 * const source: PartSource = {
 *   size: bytes.length,
 *   name: "a.jsonl",
 *   fingerprint: () => "never changes",
 *   read: (start, end) => bytes.subarray(start, end),
 * };
 *
 * const uploads = new UploadsApi(createClient());
 * await uploadFile(uploads, source, { purpose: "fine-tune" });
 */
export interface PartSource {
  /** Bytes of the whole content. */
  readonly size: number;
  /** The file's name. Folders before it are not sent. @default none: `filename` is then needed */
  readonly name?: string | undefined;
  /** The media type. @default by the extension of the filename */
  readonly type?: string | undefined;
  /**
   * Names the place of the content, and is the same next time: a checkpoint is found by it.
   * @default none: a checkpoint is refused
   */
  readonly id?: string | undefined;
  /** Whether each range can be read only once and in order, so that neither an attempt nor the upload can start over. @default false */
  readonly once?: boolean | undefined;
  /**
   * A text that changes whenever the content does. Throws when the content is gone. An error with `isFinal: false` means
   * that the source can't tell just now: it is asked again, and the upload fails only if it still can't tell before the
   * completion. The upload can then be resumed.
   */
  fingerprint(): string | Promise<string>;
  /**
   * The bytes from `start` up to `end`, read when they are sent. If it throws, or a stream that it returned fails, that
   * counts as a failed attempt at the part, which is then read again. An error is final with `once`, or if it is called
   * AbortError or has `isFinal: true`.
   */
  read(start: number, end: number): BinaryData | Promise<BinaryData>;
  /** The md5 of the whole content in hex, if the source has a way of its own to compute it. */
  md5?(signal: AbortSignal): Promise<string>;
  /** For a source with `once`: updates the hash with every byte as it is read, in order. */
  hashAsRead?(hash: Hash): void;
  /**
   * Whether to finish the hash before the first part is sent, for content whose changes may go unnoticed: a hash computed
   * while sending could see the same mix of old and new content as the server. @default false
   */
  readonly hashFirst?: boolean | undefined;
  /** Called when what `read` returned has been hashed, or sent and confirmed: its memory can be reused. */
  release?(data: BinaryData): unknown;
  /** Cancels pending reads. Called when an upload has failed. */
  cancel?(): unknown;
}

/** What is taken as a Blob or a File: Node's types of them, of `node:buffer`, don't fit the DOM's. */
export interface BlobLike {
  /** Bytes. */
  readonly size: number;
  /** The media type; empty where it is unknown. */
  readonly type: string;
  /** A part of it, from `start` up to `end`. */
  slice(start?: number, end?: number): BlobLike;
  /** Its content. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What can be uploaded as it is. The entry point for Node takes the path or `file:` URL of a file, too. */
export type UploadInput = PartSource | Blob | BlobLike | ArrayBuffer | ArrayBufferView;

/** Throws a TypeError for anything else. */
export function toPartSource(input: UploadInput): PartSource {
  const bytes = windowOf(input);
  if (bytes) return bytesSource(bytes);
  const object = Object(input) as Partial<PartSource & Blob>;
  if ("fingerprint" in object) return input as PartSource;
  if (isBlob(input) && input.size >= 0) return blobSource(input);
  throw invalidSource(input);
}

const claimed = new WeakSet<PartSource>();

/** Throws a TypeError for a source that can be read only once and was passed to another upload. */
export function claim(source: PartSource): void {
  if (!source.once) return;
  if (claimed.has(source)) throw spent("source");
  claimed.add(source);
}

function windowOf(input: unknown): Uint8Array | undefined {
  try {
    return bytesOf(input);
  } catch {
    const got = "a buffer that was transferred or shrunk; pass a copy";
    throw invalid("source", got, "bytes");
  }
}
