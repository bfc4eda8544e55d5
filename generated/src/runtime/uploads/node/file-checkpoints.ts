// Hand-written. Copied from generator/runtime/uploads/node/file-checkpoints.ts; edit it there.
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Checkpoint, CheckpointStore } from "../checkpoint.ts";

/** Checkpoints in a folder, one file each, which only the user may read. */
export interface FileCheckpoints extends CheckpointStore {
  /** Its JSON; undefined if there is none. */
  get(key: string): Promise<string | undefined>;
  /** Makes the folder too. Wherever it is interrupted, what can be read is the old value or the new one. */
  set(key: string, value: Checkpoint): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Keeps the checkpoints of `uploadFile` in a folder. */
export function fileCheckpoints(folder: string): FileCheckpoints {
  const pathOf = (key: string) =>
    join(folder, `${createHash("sha256").update(key).digest("hex")}.json`);
  return {
    get: (key) =>
      readFile(pathOf(key), "utf8").catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
        return undefined;
      }),
    async set(key, value) {
      const path = pathOf(key);
      const temporary = `${path}.${randomUUID()}`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      try {
        const text = JSON.stringify(value);
        await writeFile(temporary, text, { flag: "wx", mode: 0o600, flush: true });
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        // The system's own text for a full disk names no place.
        throw new Error(`checkpoints in ${folder}: ${String(error)}`, { cause: error });
      }
    },
    delete: (key) => rm(pathOf(key), { force: true }),
  };
}
