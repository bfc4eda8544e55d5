/**
 * Whether a value is a Blob, or is read as one: the runtime's own, that of a frame or a test environment, a polyfill's.
 * jsdom's can't be streamed, and before its version 28.1 only a FileReader gets at their bytes.
 */
export function isBlob(value: unknown): value is Blob {
  const { size, slice, stream, arrayBuffer, type } = Object(value) as Partial<Blob>;
  if (typeof size !== "number" || typeof slice !== "function") return false;
  const isReadable = typeof stream === "function" || typeof arrayBuffer === "function";
  return isReadable || (typeof type === "string" && "FileReader" in globalThis);
}

/** Whether a Blob is read range by range. One whose size has to be asked for, such as a file in a store, is streamed. */
export function isReadInPieces(value: object): value is Blob {
  const { size, stream } = value as Partial<Blob>;
  return Number(size) >= 0 && ("arrayBuffer" in value || typeof stream !== "function");
}

/** Whether a Blob can be made of it. Of what is no Blob to the runtime it would make the text "[object Blob]". */
export function isOwnBlob(value: unknown): value is Blob {
  try {
    // Not instanceof: Blobs of other frames are right, and what inherits from Blob need not be one.
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
