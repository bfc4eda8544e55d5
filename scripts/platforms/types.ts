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

const common = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  target: "es2022",
  lib: ["esnext", "dom"],
  // What our own sources ask for is not asked of those who use their declarations.
  esModuleInterop: false,
  allowSyntheticDefaultImports: false,
};

/** Compiles the use of every entry point, the types of the package included, for each way to resolve modules. */
export async function checkTypes(project: string): Promise<Record<string, Report>> {
  await writeFile(join(project, "portable.ts"), portable);
  await writeFile(join(project, "node.ts"), onNode);
  const reports: Record<string, Report> = {};
  for (const [module, moduleResolution] of [
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ]) {
    const options = { ...common, module, moduleResolution };
    reports[`TypeScript ${moduleResolution}`] = {
      "without node": await compile(project, ["portable.ts"], { ...options, types: [] }),
      "with @types/node": await compile(project, ["portable.ts", "node.ts"], {
        ...options,
        types: ["node"],
      }),
    };
  }
  return reports;
}

async function compile(
  project: string,
  files: readonly string[],
  compilerOptions: object,
): Promise<string> {
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  try {
    await run(process.execPath, [resolve("node_modules/typescript/bin/tsc")], { cwd: project });
    return "ok";
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
