import { lstatSync, readlinkSync, type Dirent, type Stats } from "node:fs";
import { quoted } from "../text.ts";
import { codeOf } from "./file-error.ts";

/** What is at a path, a link for itself; undefined where nothing is. */
export function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "ELOOP"].includes(codeOf(error) ?? "")) return undefined;
    throw error;
  }
}

/** What stands at a path, in words for a message. */
export function kindOf(entry: Stats | Dirent, path: string): string {
  if (entry.isFile()) return "a file";
  if (entry.isDirectory()) return "a folder";
  if (entry.isSymbolicLink()) return `a symbolic link to ${quoted(readlinkSync(path))}`;
  if (entry.isFIFO()) return "a named pipe";
  return entry.isSocket() ? "a socket" : "a device";
}
