import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../../temporary-folder.ts";

/** Bytes. */
export const partSize = 64 * 2 ** 20;

export interface Files {
  /** The file as a whole. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** The same bytes, a file per part: curl sends whole files. */
  readonly parts: readonly string[];
}

/** Makes a folder, in memory where the system has a place for that, which is removed when this process exits. */
export function makeFolder(): string {
  return temporaryFolder("bench", existsSync("/dev/shm") ? "/dev/shm" : undefined);
}

/** Makes a file of random bytes. */
export async function makeFiles(folder: string, size: number): Promise<Files> {
  const path = join(folder, "whole");
  const parts: string[] = [];
  await using whole = await open(path, "w");
  for (let at = 0; at < size; at += partSize) {
    const bytes = randomBytes(Math.min(partSize, size - at));
    const name = join(folder, String(parts.length));
    await using part = await open(name, "w");
    await part.writeFile(bytes);
    await whole.write(bytes);
    parts.push(name);
  }
  return { path, size, parts };
}
