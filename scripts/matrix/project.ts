/** A row of the matrix: tools, installed beside the package in a project of their own, and what they are to do there. */
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const exec = promisify(execFile);

/** Resolves with nothing where all is well, or with `- reason` where it can't be. */
export type Cell = (project: string, tarball: string) => Promise<string | undefined>;

export interface Row {
  readonly name: string;
  /** Packages with exact versions. */
  readonly tools: readonly string[];
  readonly cells: Readonly<Record<string, Cell>>;
}

/** Makes a project with the package and the row's tools, and tells where it is. */
export async function installTools(
  folder: string,
  { name, tools }: Row,
  tarball: string,
): Promise<string> {
  const project = join(folder, name.replace(/\W/g, "-"));
  await write(project, { "package.json": '{ "private": true }\n' });
  await run(project, "npm", ["install", "--no-audit", "--no-fund", tarball, ...tools]);
  return project;
}

export async function write(
  project: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(project, path)), { recursive: true });
    await writeFile(join(project, path), text);
  }
}

/** Runs a program in the project. Rejects with its output when it fails. */
export async function run(
  project: string,
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const { stdout } = await exec(program, args, {
    cwd: project,
    env: { ...process.env, ...env },
    timeout: 300_000,
    maxBuffer: 2 ** 26,
  });
  return stdout;
}

/** Runs a tool that is installed in the project. */
export function tool(
  project: string,
  name: string,
  args: readonly string[],
  env?: NodeJS.ProcessEnv,
): Promise<string> {
  return run(project, join(project, "node_modules/.bin", name), args, env);
}
