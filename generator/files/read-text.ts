import { InputError } from "../errors.ts";
import { codeOf, fileError } from "./file-error.ts";
import { kindOf, lookAt } from "./look.ts";
import { readFile, stat } from "node:fs/promises";
import type { Stats } from "node:fs";

/** In bytes. The largest real documents have some tens of millions. */
export const maxSize = 64 * 1024 * 1024;

/**
 * Reads a file that something else leads to. A pipe or a device there would be waited for, or read, without an end.
 *
 * @throws {InputError} It can't be read, is no file, or is too large.
 */
export async function readText(file: string): Promise<string> {
  const stats = await statsOf(file);
  if (!stats.isFile()) throw notAFile(file, stats);
  return readFileOf(file, stats);
}

/** What a path leads to, links followed. */
export async function statsOf(file: string): Promise<Stats> {
  try {
    return await stat(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** The text of what is known to be a file. */
export async function readFileOf(file: string, { size }: Stats): Promise<string> {
  if (size > maxSize) throw tooLarge(file, `${size} bytes, more than the ${maxSize} that are read`);
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw unreadable(file, error);
  }
}

export function notAFile(file: string, stats: Stats): InputError {
  return new InputError(
    `${file} is ${kindOf(stats, file)}, not a file`,
    "Put a file there, or name another.",
  );
}

/** @param what Such as `5 bytes, more than the 4 that are read`. */
export function tooLarge(file: string, what: string): InputError {
  return new InputError(
    `${file}: has ${what}`,
    "Check that this is the right document, or cut out what you need.",
  );
}

function unreadable(file: string, error: unknown): unknown {
  const link = ["ENOENT", "ELOOP"].includes(codeOf(error) ?? "") ? lookAt(file) : undefined;
  const what = link?.isSymbolicLink()
    ? `is ${kindOf(link, file)}, and can't be read`
    : "can't be read";
  return fileError(error, `${file}: ${what}`);
}

/**
 * The text of a file; undefined when nothing is there.
 *
 * @throws {InputError} Something is there that can't be read.
 */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readText(file);
  } catch (error) {
    const code = error instanceof InputError ? codeOf(error.cause) : undefined;
    // A link that leads nowhere is there, and somebody meant something by it.
    if ((code === "ENOENT" || code === "ENOTDIR") && lookAt(file) === undefined) return undefined;
    throw error;
  }
}
