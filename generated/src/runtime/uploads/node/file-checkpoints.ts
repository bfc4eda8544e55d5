// Hand-written. Copied from generator/runtime/uploads/node/file-checkpoints.ts; edit it there.
import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { kindOf, invalid } from "../../body.ts";
import type { CheckpointStore } from "../checkpoint-store.ts";
import { UnusableCheckpoint, type Checkpoint } from "../checkpoint.ts";
import { readOwn, removeLeftovers, writeOwn } from "./checkpoint-file.ts";
import { tooManyOpen } from "./too-many-open.ts";

/**
 * Checkpoints in a folder, one file each, which only the user may read. A file that others could have written is not used:
 * on disks that keep owners and modes, one that belongs to another user, or that the group or everybody may write to. If
 * others may write to the folder, the most they can do is delete checkpoints.
 */
export interface FileCheckpoints extends CheckpointStore {
  /** The checkpoint's JSON; undefined if there is none. Rejects with an UnusableCheckpoint for one that must not be used. */
  get(key: string): Promise<string | undefined>;
  /** Makes the folder too. However it is interrupted, the old value or the new one can be read afterwards. */
  set(key: string, value: Checkpoint): Promise<void>;
  /** Deletes the file, if there is one. */
  delete(key: string): Promise<void>;
}

/**
 * Keeps the checkpoints of `uploadFile` in a folder. A file left behind by a process that was killed while writing it is
 * deleted with the checkpoint, or when it is an hour old. The methods reject with an Error that names the folder and says
 * what to do; its cause is the system's error.
 *
 * @param folder Its path; it is made when the first checkpoint is written.
 * @throws {TypeError} The folder is no path.
 * @example
 * const uploads = new UploadsApi(createClient());
 *
 * await uploadFile(uploads, "training.jsonl", {
 *   purpose: "fine-tune",
 *   checkpoint: fileCheckpoints(".uploads"),
 *   onRestart: (reason) => console.warn(`starting over: ${reason}`),
 * });
 */
export function fileCheckpoints(folder: string): FileCheckpoints {
  if (typeof folder !== "string" || !folder)
    throw invalid("folder", folder ? kindOf(folder) : "none", "the path of a folder");
  // Resolved now, because the process may change its directory.
  const absolute = resolve(folder);
  const pathOf = (key: string) =>
    join(absolute, `${createHash("sha256").update(key).digest("hex")}.json`);
  let swept: Promise<void> | undefined;
  return {
    get: (key) =>
      naming(absolute, async () => {
        await (swept ??= removeLeftovers(absolute));
        return readOwn(pathOf(key));
      }),
    set: (key, value) =>
      naming(absolute, async () => {
        const text = JSON.stringify(value);
        const write = () => writeOwn(pathOf(key), text);
        // Another process may have deleted the temporary file as a leftover, if this one slept for an hour.
        await write().catch((error: unknown) => {
          if (codeOf(error) !== "ENOENT") throw error;
          return write();
        });
      }),
    delete: (key) =>
      naming(absolute, async () => {
        await rm(pathOf(key), { force: true });
        await removeLeftovers(absolute, pathOf(key));
      }),
  };
}

const remedies: Partial<Record<string, string>> = {
  EACCES: "use a folder that this user can read and write",
  EPERM: "use a folder that this user can read and write",
  EROFS: "use a folder on a writable disk",
  ENOSPC: "make room, or use a folder on another disk",
  EDQUOT: "make room, or use a folder on another disk",
  EFBIG: "send larger parts",
  EISDIR: "move it out of the way, or use another folder",
  ENOTDIR: "a file is in the way: use another folder",
  EEXIST: "a file is in the way: use another folder",
  ELOOP: "a link leads back to itself: use another folder",
  ENAMETOOLONG: "use a folder with a shorter path",
  ...tooManyOpen,
};

/** Adds the folder to errors: the system's message for a full disk, for example, has no path. */
async function naming<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    if (cause instanceof UnusableCheckpoint) throw cause;
    const remedy = remedies[codeOf(cause)];
    const problem = `checkpoints in ${folder}: ${String(cause)}${remedy ? `; ${remedy}` : ""}`;
    throw new Error(problem, { cause });
  }
}

function codeOf(error: unknown): string {
  return String((Object(error) as NodeJS.ErrnoException).code);
}
