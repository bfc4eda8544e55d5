import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { buildCommand } from "./build.ts";
import { environment, start, type Ended, type Running } from "./run.ts";
import { serve, type Served, type ServeOptions } from "./server.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

export const MiB = 2 ** 20;

/** A folder with files, and the command in it. */
export interface Workplace {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  start(args: readonly string[], input?: Buffer): Running;
  run(args: readonly string[], input?: Buffer): Promise<Ended>;
  terminal(args: readonly string[], columns: number): Terminal;
  /** The same place with other variables. */
  with(more: Record<string, string | undefined>): Workplace;
}

/** Builds the command once for a file of tests. */
export function useCommand(): { path: () => string } {
  let command = "";
  beforeAll(async () => {
    command = await buildCommand();
  });
  afterAll(() => rm(dirname(dirname(command)), { recursive: true, force: true }));
  return { path: () => command };
}

/** A server for one test. */
export async function server(options?: ServeOptions): Promise<Served> {
  const served = await serve(options);
  onTestFinished(() => served.close());
  return served;
}

/** Makes files, each of so many random bytes. */
export async function workplace(
  command: string,
  served: Pick<Served, "baseUrl"> | undefined,
  files: Readonly<Record<string, number>>,
): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), "openai-uploads-command-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, size] of Object.entries(files))
    await writeFile(join(folder, name), randomBytes(size));
  return placeOf(command, folder, environment(served, join(folder, "state")));
}

function placeOf(command: string, folder: string, env: NodeJS.ProcessEnv): Workplace {
  const begin = (args: readonly string[], input?: Buffer) =>
    start(command, args, { env, cwd: folder, input });
  return {
    folder,
    env,
    start: begin,
    run: (args, input) => begin(args, input).ended,
    terminal: (args, columns) =>
      openTerminal([process.execPath, command, ...args], { columns, env, cwd: folder }),
    with: (more) => placeOf(command, folder, { ...env, ...more }),
  };
}
