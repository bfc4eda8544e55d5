import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../input-error.ts";
import { isObject, type JsonObject } from "../json.ts";
import { readIfThere } from "../read-if-there.ts";
import { withRelease } from "./changelog.ts";
import type { Report } from "./report.ts";
import type { VersionStep } from "./version.ts";

/** The version in a package.json; undefined when there is none. */
export function versionIn(manifest: string | undefined): string | undefined {
  const { version } = parse(manifest) ?? {};
  return typeof version === "string" ? version : undefined;
}

/**
 * Writes a release into the folder of the package's hand-written files: the version into package.json, what changed into
 * CHANGELOG.md.
 *
 * @throws {InputError} There is no package.json in the folder.
 */
export async function writeRelease(
  folder: string,
  { next }: VersionStep,
  report: Report,
): Promise<void> {
  const [manifestFile, changelogFile] = [
    join(folder, "package.json"),
    join(folder, "CHANGELOG.md"),
  ];
  const manifest = parse(await readIfThere(manifestFile));
  if (manifest === undefined)
    throw new InputError(
      `${manifestFile} is missing or no JSON object`,
      "Add one with name and version.",
    );
  await writeFile(manifestFile, `${JSON.stringify({ ...manifest, version: next }, null, 2)}\n`);
  await writeFile(changelogFile, withRelease(await readIfThere(changelogFile), next, report));
}

function parse(manifest: string | undefined): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(manifest ?? "");
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
