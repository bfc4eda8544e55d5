import { readdirSync, readFileSync, type Dirent } from "node:fs";
import { join, relative, sep } from "node:path";
import { generatedHeader, isMarked, type GeneratedFile } from "./generated-file.ts";
import { InputError } from "../errors.ts";
import { fileListPath, isLeftAlone, parseFileList } from "./file-list.ts";
import { kindOf, lookAt } from "./look.ts";
import { checkOutputFolder, entriesAt, parentsOf } from "./output-folder.ts";

/** What stands between a folder and the files it should hold. */
export interface Difference {
  readonly path: string;
  readonly kind: "missing" | "changed" | "stray";
  /** What is there now, and what should be; empty where there is no file. */
  readonly actual: string;
  readonly wanted: string;
}

/** How an output folder is, beside what should be in it. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** What earlier runs wrote, as far as there is a list of it. */
  readonly listed: ReadonlySet<string>;
  /** In a folder without a list: files that look generated, and are not any more. Nothing proves that they are ours. */
  readonly leftBehind: readonly string[];
}

/*
 * One file after the other: hundreds of small ones take a tenth of the time that they take through a pool of threads,
 * and there is nothing else to do meanwhile.
 */

/**
 * Compares a folder with what should be in it. Of all that is there besides, only what an earlier run has listed is a stray.
 *
 * @throws {InputError} Something stands where a file has to go that no earlier run wrote.
 */
export function compare(folder: string, files: readonly GeneratedFile[]): Comparison {
  const wanted = new Map(files.map(({ path, text }) => [path, text]));
  if (!checkOutputFolder(folder)) {
    for (const path of wanted.keys()) lookAt(join(folder, path));
    return { differences: missing(wanted), listed: new Set(), leftBehind: [] };
  }
  const listed = readList(folder);
  const paths = [...wanted.keys(), ...(listed ?? [])];
  const found: Found = { folder, listed, entries: entriesAt(folder, paths) };
  if (listed === undefined) refuseForeign(found);
  refuseObstacles(found, wanted.keys());
  const differences = differencesIn(found, wanted);
  refuseTheirs(found, differences);
  return {
    differences,
    listed: listed ?? new Set(),
    leftBehind: listed === undefined ? leftBehind(folder, wanted) : [],
  };
}

interface Found {
  readonly folder: string;
  /** Undefined where there is no list. */
  readonly listed: ReadonlySet<string> | undefined;
  readonly entries: ReadonlyMap<string, Dirent>;
}

function missing(wanted: ReadonlyMap<string, string>): Difference[] {
  return [...wanted].map(([path, text]) => ({ path, kind: "missing", actual: "", wanted: text }));
}

function readList(folder: string): Set<string> | undefined {
  const file = join(folder, fileListPath);
  const stats = lookAt(file);
  if (stats === undefined) return undefined;
  if (!stats.isFile()) throw obstacle(file, kindOf(stats, file), "file");
  return parseFileList(readFileSync(file, "utf8"), file);
}

/** A folder that was named by mistake is left alone, even where nothing in it is in the way. */
function refuseForeign({ folder, entries }: Found): void {
  if (isOlder(folder, entries)) return;
  const top = [...entries].filter(([path]) => !path.includes("/") && !isLeftAlone(path));
  if (!top.some(([path, entry]) => isOrHoldsFile(join(folder, path), entry))) return;
  throw new InputError(
    `${folder} holds files that the generator did not write`,
    "Name a new or an empty folder with --out. Entries that begin with a dot may be in it.",
  );
}

/** Folders alone may be all that is left of a run that was ended. */
function isOrHoldsFile(path: string, entry: Dirent): boolean {
  if (!entry.isDirectory()) return true;
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.some((inner) => isOrHoldsFile(join(path, inner.name), inner));
}

/** Whether the folder was generated before packages had a list. */
function isOlder(folder: string, entries: Found["entries"]): boolean {
  const schema = "src/schema.ts";
  if (entries.get(schema)?.isFile() !== true) return false;
  return readFileSync(join(folder, schema), "utf8").startsWith(generatedHeader);
}

function refuseObstacles({ folder, entries }: Found, paths: Iterable<string>): void {
  const refuse = (path: string, entry: Dirent, wanted: "file" | "folder") => {
    const place = join(folder, path);
    throw obstacle(place, kindOf(entry, place), wanted);
  };
  for (const path of paths) {
    for (const parent of parentsOf(path)) {
      const entry = entries.get(parent);
      if (entry?.isDirectory() === false) refuse(parent, entry, "folder");
    }
    const entry = entries.get(path);
    if (entry?.isFile() === false) refuse(path, entry, "file");
  }
}

function obstacle(place: string, kind: string, wanted: "file" | "folder"): InputError {
  return new InputError(
    `${place} is ${kind}, and a ${wanted} has to go there`,
    "Move it away, or name another folder with --out.",
  );
}

function differencesIn(found: Found, wanted: ReadonlyMap<string, string>): Difference[] {
  const { folder, entries, listed = new Set<string>() } = found;
  const present = [...wanted.keys(), ...listed].filter((path) => entries.get(path)?.isFile());
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

function refuseTheirs(found: Found, differences: readonly Difference[]): void {
  const theirs = differences.filter((difference) => isTheirs(found, difference));
  if (theirs.length === 0) return;
  const places = theirs.map(({ path }) => join(found.folder, path)).join(", ");
  throw new InputError(
    `The generator did not write ${places}, and has to write there`,
    `Move it away. If an earlier run wrote it after all, add its path to ${fileListPath}.`,
  );
}

function isTheirs(found: Found, { path, kind, actual }: Difference): boolean {
  if (kind === "missing") return isOtherSpelling(found, path);
  if (path === fileListPath) return false;
  // It says of itself where it comes from. A merge of two branches can leave it out of the list.
  if (isMarked(actual)) return false;
  return found.listed === undefined ? path.includes("/") : !found.listed.has(path);
}

/** Whether the file system takes the name of a file of theirs for that of a new one, as some do with upper and lower case. */
function isOtherSpelling({ folder, listed }: Found, path: string): boolean {
  if (lookAt(join(folder, path)) === undefined) return false;
  return ![...(listed ?? [])].some((other) => fold(other) === fold(path));
}

function fold(path: string): string {
  return path.normalize("NFKC").toLowerCase();
}

function leftBehind(folder: string, wanted: ReadonlyMap<string, string>): string[] {
  return ["docs", "src"].flatMap((top) => {
    if (!lookAt(join(folder, top))?.isDirectory()) return [];
    const entries = readdirSync(join(folder, top), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && /\.(?:md|ts)$/.test(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .filter((path) => !wanted.has(path) && isMarked(readFileSync(join(folder, path), "utf8")))
      .sort();
  });
}
