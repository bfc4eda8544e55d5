import { copyFile, mkdtemp } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type * as rolldown from "rolldown";
import { commandBuild } from "../../../generated/src/runtime/uploads/command/build.ts";

/** Builds the command as the package does, into a folder of its own. Resolves with its path. */
export async function buildCommand(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "openai-uploads-command-"));
  await copyFile("generated/package.json", join(folder, "package.json"));
  // That of the package: vitest has another.
  const ofPackage = createRequire(resolve("generated/package.json")).resolve("rolldown");
  const { build } = (await import(pathToFileURL(ofPackage).href)) as typeof rolldown;
  const { output, ...input } = commandBuild(resolve("generated/src/command.ts"));
  await build({ ...input, logLevel: "silent", output: { ...output, dir: join(folder, "dist") } });
  return join(folder, "dist/command.cjs");
}
