import { accessSync, constants, mkdirSync, readdirSync, rmdirSync, unlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { compare, type Comparison, type Difference } from "./compare-files.ts";
import { fileError } from "./file-error.ts";
import { fileList, fileListPath } from "./file-list.ts";
import { lookAt } from "./look.ts";
import { parentsOf } from "./output-folder.ts";
import { stageFiles, type Stage } from "./stage.ts";
import type { GeneratedFile } from "./generated-file.ts";

export type { Difference } from "./compare-files.ts";

/**
 * Compares a folder with what should be in it: what is missing, what is changed, and what an earlier run wrote that is no
 * longer generated. Writes nothing.
 *
 * @throws {InputError} What `writeFiles` refuses.
 */
export function compareFiles(folder: string, files: readonly GeneratedFile[]): Difference[] {
  return [...compareOrExplain(folder, files).differences];
}

/** What `writeFiles` did. */
export interface Written {
  readonly differences: readonly Difference[];
  /** Files that look as if an earlier run had written them, in a folder from before there was a list of them. */
  readonly leftBehind: readonly string[];
}

/**
 * Makes a folder hold the files, one of which is the list of them. What an earlier run has listed and is no longer generated
 * is deleted; anything else is left alone, and so are files that are right already.
 *
 * What is new is on the disk before anything that is old is gone, and a file is replaced in one step. A list of old and new
 * files is written first: after a run that was ended in between, the next one still knows what is generated.
 *
 * @throws {InputError} The folder is not one that earlier runs wrote, something in it stands where a file has to go, or it
 * can't be written.
 */
export function writeFiles(folder: string, files: readonly GeneratedFile[]): Written {
  const comparison = compareOrExplain(folder, files);
  if (comparison.differences.length > 0) write(folder, files, comparison);
  return comparison;
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

function compareOrExplain(folder: string, files: readonly GeneratedFile[]): Comparison {
  try {
    return compare(folder, files);
  } catch (error) {
    throw fileError(error, `${folder} can't be used`);
  }
}

function write(folder: string, files: readonly GeneratedFile[], comparison: Comparison): void {
  const strays = comparison.differences.flatMap(({ kind, path }) =>
    kind === "stray" ? [path] : [],
  );
  const moves = inOrder(files, comparison);
  const stage = prepare(folder, moves, strays);
  try {
    moveAndDelete(folder, { moves, strays, stage });
  } catch (error) {
    const remedy = "Fix that, then run it again. Nothing but generated files has changed.";
    throw fileError(error, `${folder} is written only in part`, remedy);
  }
}

interface Work {
  readonly moves: readonly GeneratedFile[];
  readonly strays: readonly string[];
  readonly stage: Stage;
}

function moveAndDelete(folder: string, { moves, strays, stage }: Work): void {
  try {
    stage.move(moves[0]?.path === fileListPath ? 1 : 0);
    // Before the others come: on some file systems an old name and a new one that differ in case are the same.
    for (const path of strays) unlinkSync(join(folder, path));
    stage.move();
    removeEmptied(folder, strays);
  } finally {
    stage.close();
  }
}

/** What has to be written: first a list that holds until the end, and last the one that stays. */
function inOrder(
  files: readonly GeneratedFile[],
  { differences, listed }: Comparison,
): GeneratedFile[] {
  const changes = differences.filter(({ kind }) => kind !== "stray");
  const written = changes.map(({ path, wanted }) => ({ path, text: wanted }));
  const others = written.filter(({ path }) => path !== fileListPath);
  const last = written.find(({ path }) => path === fileListPath);
  if (last === undefined) return others;
  const first = fileList([...listed, ...files.map(({ path }) => path)]);
  return first.text === last.text ? [last, ...others] : [first, ...others, last];
}

/** Makes the folders that are missing and stages the files there. Where that fails, nothing is left of it. */
function prepare(
  folder: string,
  moves: readonly GeneratedFile[],
  strays: readonly string[],
): Stage {
  const made: string[] = [];
  try {
    checkRights(folder, [...moves.map(({ path }) => path), ...strays]);
    for (const path of missingFolders(folder, moves)) {
      mkdirSync(path);
      made.push(path);
    }
    return stageFiles(folder, moves);
  } catch (error) {
    for (const path of made.reverse()) rmdirSync(path);
    throw fileError(error, `${folder} can't be written`);
  }
}

/** Before anything is written, since a folder that is refused in the middle would leave the work half done. */
function checkRights(folder: string, paths: readonly string[]): void {
  const folders = paths.flatMap((path) => ["", ...parentsOf(path)]);
  for (const path of new Set(folders)) {
    const place = join(folder, path);
    if (lookAt(place) !== undefined) accessSync(place, constants.W_OK | constants.X_OK);
  }
}

function missingFolders(folder: string, files: readonly GeneratedFile[]): string[] {
  const above: string[] = [];
  for (let path = resolve(folder); lookAt(path) === undefined; path = dirname(path))
    above.unshift(path);
  const below = new Set(files.flatMap(({ path }) => parentsOf(path)));
  const places = [...below].map((path) => join(folder, path));
  return [...above, ...places.filter((place) => lookAt(place) === undefined)];
}

function removeEmptied(folder: string, deleted: readonly string[]): void {
  const parents = [...new Set(deleted.flatMap(parentsOf))].map((path) => join(folder, path));
  // The longer path first: a folder may hold nothing but another that is empty.
  for (const path of parents.sort((one, other) => other.length - one.length))
    if (readdirSync(path).length === 0) rmdirSync(path);
}
