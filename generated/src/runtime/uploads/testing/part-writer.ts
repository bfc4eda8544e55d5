// Hand-written. Copied from generator/runtime/uploads/testing/part-writer.ts; edit it there.
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

/**
 * Keeps the bytes in a file that must not exist yet. The Blob that results is read from the file when it is
 * used. A Part is far below the size from which `openAsBlob` gets sizes wrong (4 GiB, nodejs/node #52585).
 */
export function fileWriter(directory: string, name: string): PartWriter {
  const path = join(directory, name);
  let file: FileHandle | undefined;
  return {
    write: async (chunk) => {
      file ??= await open(path, "wx");
      await file.writeFile(chunk);
    },
    close: async () => {
      if (file === undefined) return [];
      await file.close();
      return [await openAsBlob(path)];
    },
  };
}
