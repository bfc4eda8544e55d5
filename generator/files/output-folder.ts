import { readdirSync, statSync, type Dirent } from "node:fs";
import { dirname, join, posix, resolve } from "node:path";
import { InputError } from "../errors.ts";
import { kindOf, lookAt } from "./look.ts";

const anotherOut = "Name a new or an empty folder with --out.";

/**
 * Whether the output folder is there.
 *
 * @throws {InputError} Something else is there, or in the way to it: a link, a file, a pipe.
 */
export function checkOutputFolder(folder: string): boolean {
  if (folder === "") throw new InputError("--out is empty", anotherOut);
  // A slash at the end would have a link followed.
  const path = resolve(folder);
  const stats = lookAt(path);
  if (stats?.isDirectory()) return true;
  if (stats === undefined) {
    checkParents(path);
    return false;
  }
  throw new InputError(
    `${folder} is ${kindOf(stats, path)}, not a folder`,
    stats.isSymbolicLink() ? "Name the folder itself with --out, or remove the link." : anotherOut,
  );
}

/** Links to folders may lead to the output folder: whoever names it means what is behind them. */
function checkParents(path: string): void {
  let parent = dirname(path);
  while (lookAt(parent) === undefined) parent = dirname(parent);
  const stats = lookAt(parent);
  if (stats === undefined || stats.isDirectory() || isFolder(parent)) return;
  throw new InputError(`${parent} is ${kindOf(stats, parent)}, not a folder`, anotherOut);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // A link that leads nowhere, in a circle or to where nobody may look.
    return false;
  }
}

/** The folders on the way to a path in the output folder, from the outermost, without that folder itself. */
export function parentsOf(path: string): string[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}

/**
 * What stands at paths in a folder and on the way to them, each name as the folder spells it. Nothing is looked for behind
 * a link.
 */
export function entriesAt(folder: string, paths: Iterable<string>): Map<string, Dirent> {
  const entries = new Map<string, Dirent>();
  const list = (parent: string) => {
    for (const entry of readdirSync(join(folder, parent), { withFileTypes: true }))
      entries.set(posix.join(parent, entry.name), entry);
  };
  list("");
  const parents = new Set([...paths].flatMap(parentsOf));
  for (const parent of parents) if (entries.get(parent)?.isDirectory()) list(parent);
  return entries;
}
