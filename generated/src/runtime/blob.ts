// Hand-written. Copied from generator/runtime/blob.ts; edit it there.
/**
 * Whether a value is a Blob or can be read as one: the runtime's own, or one from a frame, a test environment or a
 * polyfill. jsdom's can't be streamed, and before version 28.1 only a FileReader can read them.
 */
export function isBlob(value: unknown): value is Blob {
  const { size, slice, stream, arrayBuffer, type } = Object(value) as Partial<Blob>;
  if (typeof size !== "number" || typeof slice !== "function") return false;
  const isReadable = typeof stream === "function" || typeof arrayBuffer === "function";
  return isReadable || (typeof type === "string" && "FileReader" in globalThis);
}

/** Whether to read a Blob in ranges. One whose size is not known up front, such as a file in an object store, is streamed. */
export function isReadInPieces(value: object): value is Blob {
  const { size, stream } = value as Partial<Blob>;
  return Number(size) >= 0 && ("arrayBuffer" in value || typeof stream !== "function");
}

/** Whether the runtime accepts it as part of a Blob. It turns foreign Blobs into the text "[object Blob]". */
export function isOwnBlob(value: unknown): value is Blob {
  try {
    // Not instanceof: Blobs from other frames are fine, and an object that inherits from Blob may not be one.
    return typeof Reflect.get(Blob.prototype, "size", value) === "number";
  } catch {
    return false;
  }
}

/** The bytes of a Blob, all at once. */
export function bytesOfBlob(blob: Blob): Promise<ArrayBuffer> {
  if ("arrayBuffer" in blob) return blob.arrayBuffer();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => reject(reader.error ?? new Error("the Blob can't be read"));
    reader.readAsArrayBuffer(blob);
  });
}
