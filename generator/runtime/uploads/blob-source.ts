import { bytesOfBlob } from "../blob.ts";

/** What of a content is compared: so many stretches, spread evenly from its first byte to its last, of so many bytes. */
const stretches = 16;
const stretchSize = 4096;

/**
 * The PartSource of a Blob, or of a File that was picked. Browsers differ in what they tell of a file that changes, and
 * only reading tells it: what they send of one may never end.
 */
export function blobSource(blob: Blob) {
  const file = blob as Blob & Partial<File>;
  const { size, type, name, webkitRelativePath } = file;

  /** Throws where the bytes are not all there any more: some browsers reject, some give fewer. */
  async function readAll(start: number, end: number): Promise<Uint8Array> {
    let bytes = new ArrayBuffer(0);
    let why = "";
    let cause: unknown;
    try {
      bytes = await bytesOfBlob(blob.slice(start, end));
    } catch (error) {
      cause = error;
      why = ` (${String(error)})`;
    }
    const there = start + bytes.byteLength;
    if (there === end) return new Uint8Array(bytes);
    const problem = `${name ?? "source"}: byte ${there} can no longer be read${why}`;
    // Never a TypeError, which the uploader takes for a mistake of the caller's.
    throw new Error(`${problem}; pick or open it again`, { cause });
  }

  return {
    size,
    name,
    type: type || undefined,
    // Files of the same name in several folders, where the browser knows the folder.
    id: webkitRelativePath || name,
    // Firefox sees no change of a file.
    hashFirst: file.lastModified !== undefined,

    /** The time of the last change alone won't do: Firefox goes on telling the first, WebKit tells whole seconds. */
    async fingerprint() {
      const read = startsIn(size).map((start) =>
        readAll(start, Math.min(start + stretchSize, size)),
      );
      return `${file.lastModified} ${hashOf(await Promise.all(read))}`;
    },

    async read(start: number, end: number) {
      await readAll(end - 1, end);
      return blob.slice(start, end);
    },
  };
}

/** Of each stretch, the first byte. Up to 64 KiB they leave nothing out. */
function startsIn(size: number): number[] {
  const count = Math.min(stretches, Math.ceil(size / stretchSize));
  const step = Math.max(0, size - stretchSize) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, at) => Math.floor(at * step));
}

/** FNV-1a, in 32 bits: the chance to miss a change of what is compared is one in four billion. */
function hashOf(chunks: readonly Uint8Array[]): string {
  let hash = 0x811c_9dc5;
  for (const chunk of chunks) for (const byte of chunk) hash = Math.imul(hash ^ byte, 0x0100_0193);
  return (hash >>> 0).toString(16);
}
