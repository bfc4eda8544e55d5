// Hand-written. Copied from generator/runtime/uploads/bytes-source.ts; edit it there.
import { kindOf } from "../body.ts";

/** The size in bytes up to which a copy stays in memory. Larger ones become a Blob, which browsers keep out of memory. */
const maxInMemory = 2 ** 20;

/** The PartSource of a copy of the bytes: the caller may change them during the upload. */
export function bytesSource(bytes: Uint8Array) {
  const size = bytes.length;
  const copy = size > maxInMemory ? blobOf(bytes) : new Uint8Array(bytes);
  return {
    size,
    // Nobody else can change the copy.
    fingerprint: () => "",
    read: (start: number, end: number) =>
      "subarray" in copy ? copy.subarray(start, end) : copy.slice(start, end),
  };
}

function blobOf(bytes: Uint8Array): Blob {
  const { resizable } = bytes.buffer as { resizable?: boolean };
  const isFixed = kindOf(bytes.buffer) === "ArrayBuffer" && !resizable;
  // A Blob can't be made from shared or resizable memory.
  return new Blob([isFixed ? (bytes as BlobPart) : new Uint8Array(bytes)]);
}
