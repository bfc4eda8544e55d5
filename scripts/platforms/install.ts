/** The package as its users get it: packed, and installed from the tarball. */
import { execFile } from "node:child_process";
import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import { build, type BuildOptions } from "esbuild";

const run = promisify(execFile);

/** Packs the package as it is published, and tells where the tarball is. */
export async function packPackage(folder: string): Promise<string> {
  const source = join(folder, "package");
  const isSource = (path: string) => !["node_modules", "dist"].includes(basename(path));
  await cp("generated", source, { recursive: true, filter: isSource });
  // What it is built with: bundlers, the compiler, and the types of what it depends on.
  await symlink(resolve("node_modules"), join(source, "node_modules"));
  await run("npm", ["pack", "--pack-destination", folder], { cwd: source });
  return `${folder}/openai-uploads-${await versionOf(source)}.tgz`;
}

/** Makes a project below `folder` that depends on the package, and tells where it is. */
export async function installPackage(folder: string): Promise<string> {
  const tarball = await packPackage(folder);
  const project = join(folder, "project");
  await mkdir(project);
  await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  await run("npm", ["install", "--no-audit", "--no-fund", tarball, "@types/node@20"], {
    cwd: project,
  });
  return project;
}

async function versionOf(source: string): Promise<string> {
  const { stdout } = await run("npm", ["pkg", "get", "version"], { cwd: source });
  return JSON.parse(stdout) as string;
}

const program = JSON.stringify(resolve("scripts/platforms/program.ts"));
const onNode = "JSON.parse(process.argv[2])";
const inBrowser = '{ origin: "http://127.0.0.1:" + location.port }';

/** Writes the program for one entry point into the project; for a browser with the package in it. */
export async function buildProgram(
  project: string,
  { entry, isBrowser }: { entry: string; isBrowser: boolean },
): Promise<string> {
  const outfile = join(
    project,
    `${entry.replace("/", "-")}-${isBrowser ? "browser" : "program"}.mjs`,
  );
  const contents = `
    import * as library from ${JSON.stringify(entry)};
    import { runChecks } from ${program};
    await runChecks(library, ${isBrowser ? inBrowser : onNode});
  `;
  const options: BuildOptions = isBrowser ? { platform: "browser" } : { external: [entry] };
  await build({
    ...options,
    stdin: { contents, resolveDir: project },
    bundle: true,
    format: "esm",
    target: "es2022",
    outfile,
    logLevel: "warning",
  });
  return outfile;
}
