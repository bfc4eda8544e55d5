/** The package's types, as the compiler of a user sees them. */
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Report } from "./program.ts";

const run = promisify(execFile);

const portable = `
  export { createClient, uploadFile, UploadsApi } from "openai-uploads";
  export { createUploadsServer } from "openai-uploads/testing";
  export type { paths } from "openai-uploads/schema";
`;
const onNode = `
  export { fileCheckpoints, openFile, uploadFile } from "openai-uploads/node";
`;

/** Compiles the use of every entry point, the types of the package included. */
export async function checkTypes(project: string): Promise<Report> {
  await writeFile(join(project, "portable.ts"), portable);
  await writeFile(join(project, "node.ts"), onNode);
  const report: Report = {};
  for (const [module, moduleResolution] of [
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ] as const) {
    const how = { module, moduleResolution };
    report[moduleResolution] = await compile(project, ["portable.ts"], { ...how, types: "" });
    report[`${moduleResolution}, @types/node`] = await compile(
      project,
      ["portable.ts", "node.ts"],
      { ...how, types: "node" },
    );
  }
  return report;
}

async function compile(
  project: string,
  files: readonly string[],
  options: Record<string, string>,
): Promise<string> {
  const flags = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022"];
  const chosen = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const args = [resolve("node_modules/typescript/bin/tsc"), ...flags, "--lib", "esnext,dom"];
  try {
    await run(process.execPath, [...args, ...chosen, ...files], { cwd: project });
    return "ok";
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
