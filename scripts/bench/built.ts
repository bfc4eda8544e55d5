import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, readFile, symlink } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type * as portable from "../../generated/src/index.ts";
import type * as node from "../../generated/src/node.ts";

/** The entry points of the package, built as it is published, as URLs to import. */
export interface Built {
  readonly node: string;
  readonly portable: string;
}

export type NodeEntry = typeof node;

export type PortableEntry = typeof portable;

/** The top of this repository. */
export const root = resolve(import.meta.dirname, "../..");

/** Builds the package of a checkout of this repository in `folder`, which must not exist. */
async function buildPackage(checkout: string, folder: string): Promise<Built> {
  const isSource = (path: string) => !["node_modules", "dist"].includes(basename(path));
  await cp(join(checkout, "generated"), folder, { recursive: true, filter: isSource });
  const modules = resolve(checkout, "node_modules");
  const installed = existsSync(modules) ? modules : join(root, "node_modules");
  await symlink(installed, join(folder, "node_modules"));
  await promisify(execFile)("npm", ["run", "build"], { cwd: folder });
  const { exports } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
    exports: { ".": { default: string }; "./node": { default: string } };
  };
  const toUrl = (entry: { default: string }) => pathToFileURL(join(folder, entry.default)).href;
  return { node: toUrl(exports["./node"]), portable: toUrl(exports["."]) };
}

/** The package of this checkout and, where one is given, of another, both in `folder`. */
export async function buildPackages(
  folder: string,
  compared: string | undefined,
): Promise<[Built, ...Built[]]> {
  const own = await buildPackage(root, join(folder, "package"));
  if (compared === undefined) return [own];
  return [own, await buildPackage(compared, join(folder, "compared"))];
}
