import { isBlob } from "../blob.ts";
import { bytesOf, invalid, spent } from "../body.ts";
import type { BinaryData } from "../binary.ts";
import { blobSource } from "./blob-source.ts";
import { bytesSource } from "./bytes-source.ts";
import type { Hash } from "./hash.ts";
import { invalidSource } from "./invalid-source.ts";

/** Provides the bytes of a file: any range, in any order, any number of times. */
export interface PartSource {
  /** Bytes. */
  readonly size: number;
  /** The file's name. Folders in it are not sent. */
  readonly name?: string | undefined;
  /** The media type. */
  readonly type?: string | undefined;
  /** Identifies where the content comes from, in every process: checkpoints are found by it and need it. */
  readonly id?: string | undefined;
  /** Whether each range can be read only once and in order, so that neither an attempt nor the upload can start over. @default false */
  readonly once?: boolean | undefined;
  /** Changes when the content changes. Throws if the content is gone. */
  fingerprint(): string | Promise<string>;
  /** The bytes from `start` up to `end`, read when they are sent. */
  read(start: number, end: number): BinaryData | Promise<BinaryData>;
  /** The md5 of the whole content in hex, if the source has its own way to compute it. */
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

/** What `uploadFile` accepts. */
export type UploadInput = PartSource | Blob | ArrayBuffer | ArrayBufferView;

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
