import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
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

/*
 * One file after the other: hundreds of small ones take a tenth of the time that they take through a pool of threads,
 * and there is nothing else to do meanwhile.
 */

/** Folders inside the output that other tools fill: `npm install` and the package's own build. */
const notOurs = new Set(["node_modules", "dist"]);

/** Compares a folder with what should be in it, both ways. Writes nothing. */
export function compareFiles(folder: string, files: readonly GeneratedFile[]): Difference[] {
  const wanted = new Map(files.map(({ path, text }) => [path, text]));
  const present = listFiles(folder);
  const actual = new Map(
    present.map((path) => [path, readFileSync(join(folder, path), "utf8")] as const),
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
export function writeFiles(folder: string, files: readonly GeneratedFile[]): Difference[] {
  refuseForeignFolder(folder);
  const differences = compareFiles(folder, files);
  const isStray = ({ kind }: Difference): boolean => kind === "stray";
  const written = differences.filter((difference) => !isStray(difference));
  for (const { path } of differences.filter(isStray)) rmSync(join(folder, path));
  for (const parent of new Set(written.map(({ path }) => dirname(join(folder, path)))))
    mkdirSync(parent, { recursive: true });
  for (const { path, wanted } of written) writeFileSync(join(folder, path), wanted);
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

function refuseForeignFolder(folder: string): void {
  const schema = join(folder, "src/schema.ts");
  const isFile = statSync(schema, { throwIfNoEntry: false })?.isFile() === true;
  if (isFile && readFileSync(schema, "utf8").startsWith(generatedHeader)) return;
  if (listFiles(folder).length === 0) return;
  throw new InputError(
    `${folder} holds files that the generator did not write and would delete`,
    "Name a new or an empty folder with --out.",
  );
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !notOurs.has(path.split("/")[0] ?? ""));
}
