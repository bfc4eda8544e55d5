import { bytesOfBlob } from "../blob.ts";

/** How many samples of the content are compared, spread evenly from the first byte to the last, and the bytes of each. */
const stretches = 16;
const stretchSize = 4096;

/**
 * The PartSource of a Blob or a File. When a file changes, browsers behave differently, and only reading it reveals the
 * change: a request with a changed file may never end.
 */
export function blobSource(blob: Blob) {
  const file = blob as Blob & Partial<File>;
  const { size, type, name, webkitRelativePath } = file;

  /** Throws if bytes are missing: in that case, some browsers reject and some return fewer. */
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
    // Not a TypeError, which the uploader would take for the caller's mistake.
    throw Object.assign(new Error(`${problem}; pick or open it again`, { cause }), {
      isFinal: true,
    });
  }

  return {
    size,
    name,
    type: type || undefined,
    // Tells files with the same name apart, if the browser knows their folders.
    id: webkitRelativePath || name,
    // Firefox doesn't notice changes of a file.
    hashFirst: file.lastModified !== undefined,

    /** lastModified alone won't do: Firefox never updates it, and WebKit rounds it to seconds. */
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

/** The start of each sample. Up to 64 KiB, the samples cover everything. */
function startsIn(size: number): number[] {
  const count = Math.min(stretches, Math.ceil(size / stretchSize));
  const step = Math.max(0, size - stretchSize) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, at) => Math.floor(at * step));
}

/** FNV-1a with 32 bits: the chance of missing a change in the samples is one in four billion. */
function hashOf(chunks: readonly Uint8Array[]): string {
  let hash = 0x811c_9dc5;
  for (const chunk of chunks) for (const byte of chunk) hash = Math.imul(hash ^ byte, 0x0100_0193);
  return (hash >>> 0).toString(16);
}
