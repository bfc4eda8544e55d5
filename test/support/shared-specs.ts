import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const folder = "../shared/specs";

/** Real documents that lie beside a checkout of this repository on some machines. */
export const hasSharedSpecs = existsSync(folder);

/** Part of a test's title: says why it was skipped. */
export const needsSharedSpecs = hasSharedSpecs
  ? ""
  : ` (skipped: needs the real documents in ${folder})`;

/** Paths of the documents in a folder of them, sorted by name. Empty where they are missing. */
export function sharedSpecs(name: "uploads-history" | "corpus"): string[] {
  if (!hasSharedSpecs) return [];
  const files = readdirSync(join(folder, name)).filter((file) => /\.(?:yaml|json)$/.test(file));
  return files.sort().map((file) => join(folder, name, file));
}
