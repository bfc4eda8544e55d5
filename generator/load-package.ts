import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "./input-error.ts";
import { isObject } from "./json.ts";

/** What an OpenAPI document can't say of the package made from it. */
export interface PackageSource {
  /** The hand-written fields of package.json: name, version, description, license, … */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** Text of the licence, if the folder has one. */
  readonly license: string | undefined;
  /** Markdown that opens the package's README, if the folder has one. */
  readonly introduction: string | undefined;
}

/**
 * Reads package.json, LICENSE and README.md of a folder.
 *
 * @throws {InputError} There is no package.json, or it is not a JSON object.
 */
export async function loadPackage(folder: string): Promise<PackageSource> {
  const file = join(folder, "package.json");
  const manifest = parse((await readIfThere(file)) ?? "", file);
  return {
    manifest,
    license: await readIfThere(join(folder, "LICENSE")),
    introduction: await readIfThere(join(folder, "README.md")),
  };
}

function parse(text: string, file: string): Record<string, unknown> {
  try {
    const manifest: unknown = JSON.parse(text);
    if (isObject(manifest)) return manifest;
  } catch {
    // Told below, as for JSON of another kind.
  }
  throw new InputError(
    `${file} is missing or is not a JSON object`,
    "Give --package a folder with a package.json that holds name, version and description.",
  );
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
