import { join } from "node:path";
import { InputError } from "./input-error.ts";
import { isObject } from "./json.ts";
import { readIfThere } from "./files/read-if-there.ts";

/** What an OpenAPI document can't say of the package made from it. */
export interface PackageSource {
  readonly manifest: Manifest;
  /** Text of the licence. */
  readonly license?: string | undefined;
  /** Markdown that opens the package's README. */
  readonly introduction?: string | undefined;
  /** What changed from version to version, as Markdown. */
  readonly changelog?: string | undefined;
}

/** The hand-written fields of package.json. */
export interface Manifest {
  readonly name: string;
  readonly description?: string;
  /** SPDX expression, such as `MIT`. */
  readonly license?: string;
  /** What the runtime folder of its API needs, on top of what every package does. */
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/**
 * Reads a folder: package.json, and LICENSE, README.md and CHANGELOG.md as far as they are there.
 *
 * @throws {InputError} There is no package.json with a name.
 */
export async function loadPackage(folder: string): Promise<PackageSource> {
  const file = join(folder, "package.json");
  return {
    manifest: parse((await readIfThere(file)) ?? "", file),
    license: await readIfThere(join(folder, "LICENSE")),
    introduction: await readIfThere(join(folder, "README.md")),
    changelog: await readIfThere(join(folder, "CHANGELOG.md")),
  };
}

function parse(text: string, file: string): Manifest {
  try {
    const manifest: unknown = JSON.parse(text);
    if (isObject(manifest) && typeof manifest.name === "string")
      return { ...manifest, name: manifest.name };
  } catch {
    // Told below, as for JSON of another kind.
  }
  throw new InputError(
    `${file} is missing or has no name`,
    "Give --package a folder with a package.json that holds name, version, description and license.",
  );
}
