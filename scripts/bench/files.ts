import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Bytes. */
export const partSize = 64 * 2 ** 20;

export interface Files {
  readonly folder: string;
  /** The file as a whole. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** The same bytes, a file per part: curl sends whole files. */
  readonly parts: readonly string[];
}

/** Makes a file of random bytes, in memory where the system has a folder for that. */
export async function makeFiles(size: number): Promise<Files> {
  const folder = await mkdtemp(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "bench-"));
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
  return { folder, path, size, parts };
}
