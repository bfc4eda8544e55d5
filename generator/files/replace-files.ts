import { join } from "node:path";
import type { GeneratedFile } from "./generated-file.ts";
import { InputError } from "../errors.ts";
import { fileError } from "./file-error.ts";
import { kindOf, lookAt } from "./look.ts";
import { stageFiles } from "./stage.ts";

/**
 * Refuses a place where something stands that writing a file would go through or harm: a link, a folder, a pipe.
 *
 * @throws {InputError}
 */
export function checkPlace(file: string): void {
  const stats = orInputError(file, () => lookAt(file));
  if (stats === undefined || stats.isFile()) return;
  throw new InputError(
    `${file} is ${kindOf(stats, file)}, and a file has to be written there`,
    stats.isSymbolicLink()
      ? "Name the file itself, or remove the link."
      : "Name another place, or remove what is there.",
  );
}

/**
 * Writes files into a folder that is there. Until all are on the disk, none is in its place.
 *
 * @throws {InputError} They can't be written.
 */
export function replaceFiles(folder: string, files: readonly GeneratedFile[]): void {
  for (const { path } of files) checkPlace(join(folder, path));
  const names = files.map(({ path }) => join(folder, path)).join(" and ");
  orInputError(names, () => {
    const stage = stageFiles(folder, files);
    try {
      stage.move();
    } finally {
      stage.close();
    }
  });
}

function orInputError<T>(names: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw fileError(error, `${names} can't be written`);
  }
}
