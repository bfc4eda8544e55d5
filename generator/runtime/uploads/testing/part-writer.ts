import { openAsBlob } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { Chunk } from "./read-body.ts";

/** Content in order, whole when its pieces are put together. */
export type Content = readonly (Chunk | Blob)[];

/** Takes a Part's bytes as they arrive. */
export interface PartWriter {
  /** The chunk is copied. */
  readonly write: (chunk: Chunk) => Promise<void> | void;
  /** Ends the writing: no handle stays open. */
  readonly close: () => Promise<Content> | Content;
}

/** Keeps the bytes in memory. */
export function memoryWriter(): PartWriter {
  const chunks: Chunk[] = [];
  return {
    write: (chunk) => {
      chunks.push(chunk.slice());
    },
    close: () => chunks,
  };
}

/** As many as the largest chunk of a socket or of a file's stream has. */
const zeros = new Uint8Array(64 * 2 ** 10);

/**
 * Keeps the bytes in a file that must not exist yet. Chunks of zeros are left out as holes, so that a sparse
 * file takes no room. The Blob that results is read from the file when it is used. A Part is far below the
 * size from which `openAsBlob` gets sizes wrong (4 GiB, nodejs/node #52585).
 */
export function fileWriter(directory: string, name: string): PartWriter {
  const path = join(directory, name);
  let file: FileHandle | undefined;
  let size = 0;
  return {
    write: async (chunk) => {
      file ??= await open(path, "wx");
      const isHole = Buffer.compare(chunk, zeros.subarray(0, chunk.length)) === 0;
      if (!isHole) await file.write(chunk, 0, chunk.length, size);
      size += chunk.length;
    },
    close: async () => {
      if (file === undefined) return [];
      await file.truncate(size);
      await file.close();
      return [await openAsBlob(path)];
    },
  };
}
