import { mkdir, rm, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { run as generate } from "../../generator/commands/generate.ts";
import type { Outcome } from "../../generator/commands/outcome.ts";
import { run as pull } from "../../generator/commands/pull.ts";
import { sharedSpec } from "../support/shared-specs.ts";
import { folder, pulledClient } from "./pulled-client.ts";

declare module "vitest" {
  interface ProvidedContext {
    pulledClient: string;
  }
}

/** Pulls and generates as the npm scripts do, but into a temporary folder. */
export async function setup(project: TestProject): Promise<void> {
  await mkdir(folder);
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  const upstream = sharedSpec("corpus", "openai-full.json") ?? "openai-full.json";
  const spec = join(folder, "uploads.yaml");
  const ours = ["--words", "spec/uploads.yaml", "--overlay", "spec/overlay.yaml"];
  demand(await pull([upstream, "--tag", "Uploads", ...ours, "--out", spec]));
  const settings = ["--package", "spec/package", "--runtime", "uploads"];
  demand(await generate(["--spec", spec, ...settings, "--out", pulledClient]));
  project.provide("pulledClient", pulledClient);
}

export async function teardown(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

function demand({ code, stderr }: Outcome): void {
  if (code !== 0 || stderr !== "") throw new Error(stderr);
}
