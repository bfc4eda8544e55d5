import { copyFile, mkdtemp } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type * as rolldown from "rolldown";
import configs from "../../../../../generated/rolldown.config.ts";

/** Builds the command, and what of the package it loads, into a folder of their own. Resolves with its path. */
export async function buildCommand(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "openai-uploads-command-"));
  await copyFile("generated/package.json", join(folder, "package.json"));
  // That of the package: vitest has another.
  const ofPackage = createRequire(resolve("generated/package.json")).resolve("rolldown");
  const { build } = (await import(pathToFileURL(ofPackage).href)) as typeof rolldown;
  const own = { cwd: resolve("generated"), logLevel: "silent" } as const;
  const dir = join(folder, "dist");
  for (const { output, external, ...input } of configs as rolldown.RolldownOptions[]) {
    // There are no node_modules: what the package depends on goes into it.
    const outside = [external ?? []].flat().filter((it) => it instanceof RegExp);
    const commonJs = [output ?? {}].flat().find(({ format }) => format === "cjs");
    await build({ ...input, ...own, external: outside, output: { ...commonJs, dir } });
  }
  return join(folder, "dist/command.cjs");
}
