import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

/** Where real documents are looked for: beside a checkout, as on some machines, and where `npm run documents` puts them. */
const folders = ["../shared/specs", "test/real-documents"].filter((folder) => existsSync(folder));

export const hasSharedSpecs = folders.length > 0;

/** Part of a test's title: says why it was skipped. */
export const needsSharedSpecs = hasSharedSpecs
  ? ""
  : " (skipped: needs the real documents; npm run documents fetches them)";

/** The path of one document; undefined where it is missing, as one is that `npm run documents` has no source of. */
export function sharedSpec(kind: "uploads-history" | "corpus", name: string): string | undefined {
  return sharedSpecs(kind).find((path) => basename(path) === name);
}

/** Paths of the documents of a kind, sorted by name. Empty where there are none. */
export function sharedSpecs(kind: "uploads-history" | "corpus"): string[] {
  const found = new Map<string, string>();
  for (const folder of folders.map((parent) => join(parent, kind)))
    for (const name of existsSync(folder) ? readdirSync(folder) : [])
      if (/\.(?:yaml|json)$/.test(name) && !found.has(name)) found.set(name, join(folder, name));
  return [...found.values()].sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
}
