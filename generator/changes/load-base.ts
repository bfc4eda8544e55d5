import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { InputError } from "../input-error.ts";
import { loadSpec } from "../load-spec.ts";
import type { NamedDocument } from "./judge.ts";

const run = promisify(execFile);
const maxBytes = 256 * 1024 * 1024;

/**
 * Reads the document to compare with: a file, or one of this repository as a commit has it.
 *
 * @param base Path, or anything that git knows as a commit. A file of that name comes first.
 * @param file The document's path in the commit.
 * @throws {InputError} It is neither, or the commit has no such file.
 * @throws {SpecError} The document can't be read.
 */
export async function loadBase(base: string, file: string): Promise<NamedDocument> {
  if (existsSync(base)) return { document: await loadSpec(base), file: base };
  const commit = await commitOf(base);
  const folder = await mkdtemp(join(tmpdir(), "changes-base-"));
  const name = `${base}:${file}`;
  try {
    await checkOut(commit, { folder, file, name });
    return { document: await loadSpec(join(folder, file)), file: name };
  } catch (error) {
    if (error instanceof InputError)
      error.message = error.message.replaceAll(join(folder, file), name);
    throw error;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The text of a file in a commit; undefined where there is no such commit or file. */
export async function readAtCommit(commit: string, file: string): Promise<string | undefined> {
  try {
    return await git("show", `${await commitOf(commit)}:./${file}`);
  } catch {
    return undefined;
  }
}

async function commitOf(name: string): Promise<string> {
  try {
    const commit = await git(
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${name}^{commit}`,
    );
    return commit.trim();
  } catch (cause) {
    throw new InputError(
      `--base ${name}: neither a file nor a commit that git knows here`,
      "Give the path of a document, or a branch, tag or commit of this repository.",
      { cause },
    );
  }
}

/** Writes the document and the files beside and below it, to which it may refer, into a folder. */
async function checkOut(
  commit: string,
  { folder, file, name }: { readonly folder: string; readonly file: string; readonly name: string },
): Promise<void> {
  const listing = await git(
    "ls-tree",
    "-r",
    "-z",
    "--name-only",
    commit,
    "--",
    `${dirname(file)}/`,
  );
  const paths = listing.split("\0").filter((path) => /\.(?:ya?ml|json)$/i.test(path));
  if (!paths.includes(file))
    throw new InputError(`${name}: the commit has no such file`, "Name another with --base.");
  for (const path of paths) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, await git("show", `${commit}:./${path}`));
  }
}

async function git(...args: string[]): Promise<string> {
  const { stdout } = await run("git", args, { maxBuffer: maxBytes });
  return stdout;
}
