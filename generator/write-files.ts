import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { generatedHeader, type GeneratedFile } from "./generated-file.ts";
import { InputError } from "./input-error.ts";

/** What stands between a folder and the files it should hold. */
export interface Difference {
  readonly path: string;
  readonly kind: "missing" | "changed" | "stray";
  /** What is there now, and what should be; empty where there is no file. */
  readonly actual: string;
  readonly wanted: string;
}

/** Folders inside the output that other tools fill: `npm install` and the package's own build. */
const notOurs = new Set(["node_modules", "dist"]);

/** Compares a folder with what should be in it, both ways. Writes nothing. */
export async function compareFiles(
  folder: string,
  files: readonly GeneratedFile[],
): Promise<Difference[]> {
  const wanted = new Map(files.map(({ path, text }) => [path, text]));
  const present = await listFiles(folder);
  const actual = new Map(
    await Promise.all(
      present.map(async (path) => [path, await readFile(join(folder, path), "utf8")] as const),
    ),
  );
  return [...new Set([...wanted.keys(), ...present])].sort().flatMap((path): Difference[] => {
    const [is, should] = [actual.get(path), wanted.get(path)];
    if (is === should) return [];
    const kind = is === undefined ? "missing" : should === undefined ? "stray" : "changed";
    return [{ path, kind, actual: is ?? "", wanted: should ?? "" }];
  });
}

/**
 * Makes a folder hold the files and nothing else; files that are right already are left alone.
 *
 * @throws {InputError} The folder holds files but none of ours, so it was probably named by mistake. Nothing is written then.
 */
export async function writeFiles(
  folder: string,
  files: readonly GeneratedFile[],
): Promise<Difference[]> {
  await refuseForeignFolder(folder);
  const differences = await compareFiles(folder, files);
  for (const { path, kind, wanted } of differences) {
    const target = join(folder, path);
    if (kind === "stray") {
      await rm(target);
    } else {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, wanted);
    }
  }
  return differences;
}

/** A unified diff from what is there to what should be. */
export function unifiedDiff(folder: string, { path, kind, actual, wanted }: Difference): string {
  const name = `${folder}/${path}`;
  const [from, to] = [
    kind === "missing" ? "/dev/null" : name,
    kind === "stray" ? "/dev/null" : name,
  ];
  return createTwoFilesPatch(from, to, actual, wanted, "", "", {
    headerOptions: FILE_HEADERS_ONLY,
  });
}

async function refuseForeignFolder(folder: string): Promise<void> {
  const present = await listFiles(folder);
  if (present.length === 0) return;
  const schema = await readFile(join(folder, "src/schema.ts"), "utf8").catch(() => "");
  if (schema.startsWith(generatedHeader)) return;
  throw new InputError(
    `${folder} holds files that the generator did not write and would delete`,
    "Name a new or an empty folder with --out.",
  );
}

async function listFiles(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !notOurs.has(path.split("/")[0] ?? ""));
}
