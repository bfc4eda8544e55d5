import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { promisify } from "node:util";
import { InputError } from "../errors.ts";
import { nameOf } from "../files/read-given.ts";
import { inTemporaryFolder } from "../files/temporary-folder.ts";
import { loadSpec } from "../load/document.ts";
import type { NamedDocument } from "./judge.ts";

const run = promisify(execFile);
const maxBytes = 256 * 1024 * 1024;

/** A path as it is from here; relative ones begin in the folder. `-` stays what it is: standard input. */
export function within(folder: string, path: string): string {
  return isAbsolute(path) || path === "-" ? path : join(folder, path);
}

/**
 * Reads the document to compare with: a file, or one of this repository as a commit has it.
 *
 * @param folder Where relative paths begin, somewhere in the repository.
 * @param base Path, or anything that git knows as a commit. A file of that name comes first.
 * @param file The document's path in the commit.
 * @throws {InputError} It is neither, or the commit has no such file.
 * @throws {SpecError} The document can't be read.
 */
export async function loadBase(folder: string, base: string, file: string): Promise<NamedDocument> {
  const path = within(folder, base);
  if (path === "-" || existsSync(path))
    return { document: await loadSpec(path, { isGiven: true }), file: nameOf(base) };
  const commit = await commitOf(folder, base);
  const name = `${base}:${file}`;
  if ((await readAtCommit(folder, commit, file)) === undefined)
    throw new InputError(`${name}: the commit has no such file`, "Name another with --base.");
  return inTemporaryFolder(async (copy) => {
    await checkOut(folder, `${commit}:./${dirname(file)}`, join(copy, dirname(file)));
    try {
      return { document: await loadSpec(join(copy, file)), file: name };
    } catch (error) {
      if (error instanceof InputError)
        error.message = error.message.replaceAll(join(copy, file), name);
      throw error;
    }
  });
}

/** The text of a file in a commit; undefined where there is no such commit or file. */
export async function readAtCommit(
  folder: string,
  commit: string,
  file: string,
): Promise<string | undefined> {
  try {
    return await git({ folder }, "show", `${await commitOf(folder, commit)}:./${file}`);
  } catch {
    return undefined;
  }
}

async function commitOf(folder: string, name: string): Promise<string> {
  try {
    const options = ["--verify", "--quiet", "--end-of-options"];
    const commit = await git({ folder }, "rev-parse", ...options, `${name}^{commit}`);
    return commit.trim();
  } catch (cause) {
    throw new InputError(
      `--base ${name}: neither a file nor a commit that git knows here`,
      "Give the path of a document, or a branch, tag or commit of this repository.",
      { cause },
    );
  }
}

/** Writes the files of a folder, as a commit has them, into another. The index of the repository stays as it is. */
async function checkOut(folder: string, tree: string, copy: string): Promise<void> {
  await mkdir(copy, { recursive: true });
  const env = { GIT_INDEX_FILE: join(copy, ".index") };
  await git({ folder, env }, "read-tree", tree);
  const options = ["--all", "--force", `--prefix=${copy}/`];
  // A link could lead to a file that is no part of the commit.
  await git({ folder, env }, "-c", "core.symlinks=false", "checkout-index", ...options);
}

interface GitOptions {
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
}

async function git({ folder, env }: GitOptions, ...args: string[]): Promise<string> {
  const options = { cwd: folder, maxBuffer: maxBytes, env: { ...process.env, ...env } };
  const { stdout } = await run("git", args, options);
  return stdout;
}
