import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generate } from "../../generator/generate.ts";
import type { GeneratedFile } from "../../generator/files/generated-file.ts";
import { inTemporaryFolder } from "../../generator/files/temporary-folder.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { loadSpec } from "../../generator/load/document.ts";

/** Generates the package of a document, with the runtime that every API gets. */
export async function generateFrom(file: string): Promise<GeneratedFile[]> {
  return generate({ document: await loadSpec(file), file, runtime: await loadRuntime() });
}

/** The same for a document that is given as text. */
export async function generateFromText(text: string): Promise<GeneratedFile[]> {
  return inTemporaryFolder(async (folder) => {
    const file = join(folder, "document.yaml");
    await writeFile(file, text);
    return generateFrom(file);
  });
}

/** A file's text; an error that lists the others where there is none of that path. */
export function textOf(files: readonly GeneratedFile[], path: string): string {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined)
    throw new Error(`no ${path} among ${files.map((other) => other.path).join(", ")}`);
  return file.text;
}
