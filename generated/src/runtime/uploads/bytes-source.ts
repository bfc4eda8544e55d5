// Hand-written. Copied from generator/runtime/uploads/bytes-source.ts; edit it there.
import { kindOf } from "../body.ts";

/** Bytes up to which a copy is held as it is. A longer one is a Blob, which browsers keep out of memory. */
const mostInMemory = 2 ** 20;

/** The PartSource of bytes. Of a copy: those that the caller changes meanwhile would make a file that never was. */
export function bytesSource(bytes: Uint8Array) {
  const size = bytes.length;
  const copy = size > mostInMemory ? blobOf(bytes) : new Uint8Array(bytes);
  return {
    size,
    // Nobody else can change it.
    fingerprint: () => "",
    read: (start: number, end: number) =>
      "subarray" in copy ? copy.subarray(start, end) : copy.slice(start, end),
  };
}

function blobOf(bytes: Uint8Array): Blob {
  const { resizable } = bytes.buffer as { resizable?: boolean };
  const isFixed = kindOf(bytes.buffer) === "ArrayBuffer" && !resizable;
  // Of memory that is shared or can be resized, the web's platform makes no Blob.
  return new Blob([isFixed ? (bytes as BlobPart) : new Uint8Array(bytes)]);
}
