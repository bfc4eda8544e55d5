// Hand-written. Copied from generator/runtime/uploads/source.ts; edit it there.
import { isBlob } from "../blob.ts";
import { bytesOf, invalid, spent } from "../body.ts";
import type { BinaryData } from "../binary.ts";
import { blobSource } from "./blob-source.ts";
import { bytesSource } from "./bytes-source.ts";
import type { Hash } from "./hash.ts";
import { invalidSource } from "./invalid-source.ts";

/**
 * Where the bytes of a file come from: any range, in any order, as often as it is asked for.
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
   * Names the place of the content, the same next time: a checkpoint is found by it.
   * @default none: a checkpoint is refused
   */
  readonly id?: string | undefined;
  /** Whether ranges come one time and in order only: no attempt, no upload then starts over. @default false */
  readonly once?: boolean | undefined;
  /** Another text for another content: what is there now is told from what was there before. Throws when it is gone. */
  fingerprint(): string | Promise<string>;
  /** The bytes from `start` up to `end`, read when they are sent. */
  read(start: number, end: number): BinaryData | Promise<BinaryData>;
  /** The md5 of the whole content in hex, if the source has a way of its own to compute it. */
  md5?(signal: AbortSignal): Promise<string>;
  /** For a source with `once`: has a hash updated with every byte, in order, as it is read. */
  hashAsRead?(hash: Hash): void;
  /**
   * Whether a hash is complete before the first part is sent, for content that may change unseen: a hash that is made
   * beside the sending may see the same mix of two contents as the server. @default false
   */
  readonly hashFirst?: boolean | undefined;
  /** Told when what `read` gave has been hashed, or sent and confirmed: its memory can be used again. */
  release?(data: BinaryData): unknown;
  /** Ends reads that are pending. Called when an upload has failed. */
  cancel?(): unknown;
}

/** What can be uploaded as it is. The entry point for Node takes the path or `file:` URL of a file, too. */
export type UploadInput = PartSource | Blob | ArrayBuffer | ArrayBufferView;

/** Throws a TypeError for what is none of the forms. */
export function toPartSource(input: UploadInput): PartSource {
  const bytes = windowOf(input);
  if (bytes) return bytesSource(bytes);
  const object = Object(input) as Partial<PartSource & Blob>;
  if ("fingerprint" in object) return input as PartSource;
  if (isBlob(input) && input.size >= 0) return blobSource(input);
  throw invalidSource(input);
}

const claimed = new WeakSet<PartSource>();

/** Throws a TypeError for a source whose bytes come once, and go or went to another upload. */
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
