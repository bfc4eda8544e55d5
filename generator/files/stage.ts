import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { GeneratedFile } from "./generated-file.ts";
import { codeOf } from "./file-error.ts";

/** Files that are on the disk in full, and not yet in their places. */
export interface Stage {
  /**
   * Moves files to their places, in order: so many, or all that are left. Each goes in one step: whoever looks finds the old
   * file or the new.
   */
  move(count?: number): void;
  /** Deletes what has not been moved. */
  close(): void;
}

/**
 * Writes files into a folder of their own beside their places, so that a full disk is noticed before anything has
 * changed, and a process that is killed leaves no half of a file. What a killed one left there is deleted.
 *
 * @param folder Where the files' paths begin. Folders on the way to them are there already.
 */
export function stageFiles(folder: string, files: readonly GeneratedFile[]): Stage {
  deleteLeftovers(folder);
  const place = mkdtempSync(join(folder, `${prefix}${process.pid}-`));
  const close = () => rmSync(place, { recursive: true, force: true });
  const staged = files.map((file, index) => ({
    text: file.text,
    from: join(place, String(index)),
    to: join(folder, file.path),
  }));
  try {
    for (const { from, text } of staged) writeFileSync(from, text);
    for (const { from, to } of staged) keepMode(from, to);
  } catch (error) {
    close();
    throw error;
  }
  return {
    move(count = staged.length) {
      for (const { from, to } of staged.splice(0, count)) moveFile(from, to);
    },
    close,
  };
}

const prefix = ".half-written-";

/** As `mkdtemp` ends a name: the rest of what such a folder is called. */
const leftover = new RegExp(`^\\${prefix}(\\d+)-[A-Za-z0-9]{6}$`);

function deleteLeftovers(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const pid = leftover.exec(entry.name)?.[1];
    if (pid === undefined || !entry.isDirectory() || isRunning(Number(pid))) continue;
    rmSync(join(folder, entry.name), { recursive: true });
  }
}

/** Whether another process has that id. Ours has, when the one before it had: in a container they often start alike. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** In two steps only where there is no other way: a file or a folder there may be mounted from elsewhere. */
function moveFile(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!["EXDEV", "EBUSY"].includes(codeOf(error) ?? "")) throw error;
    copyFileSync(from, to);
  }
}

function keepMode(staged: string, place: string): void {
  const wanted = lstatSync(place, { throwIfNoEntry: false })?.mode;
  if (wanted !== undefined && wanted !== lstatSync(staged).mode) chmodSync(staged, wanted & 0o7777);
}
