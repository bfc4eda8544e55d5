/** Where the programs of the platforms come from, and how they are started. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A program that runs ours, or why it can't be had. */
export interface Runtime {
  readonly name: string;
  /** As the program tells it; undefined if it can't be had. */
  readonly version?: string | undefined;
  readonly command?: string | undefined;
  /** Before the path of our program. */
  readonly args: readonly string[];
  readonly isBrowser: boolean;
  readonly problem?: string | undefined;
}

const here = { name: "Node", command: process.execPath };
const fromNpm = [
  { name: "Node", package: "node@22", program: "node" },
  { name: "Node", package: "node@24", program: "node" },
  { name: "Bun", package: "bun", program: "bun" },
  { name: "Deno", package: "deno", program: "deno", args: ["run", "--allow-all", "--quiet"] },
];
const chromium = {
  name: "Chromium",
  command: "chromium",
  isBrowser: true,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"].concat([
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ]),
};

/** All of them. Downloads what is missing, through npx. */
export async function findRuntimes(): Promise<Runtime[]> {
  const runtimes = [await withVersion(here)];
  for (const wanted of fromNpm) {
    try {
      runtimes.push(await withVersion({ ...wanted, command: await fromRegistry(wanted) }));
    } catch (error) {
      runtimes.push(missing(wanted, error));
    }
  }
  return [...runtimes, await withVersion(chromium)];
}

/** Where a program of a package is. Started without npx: what kills that would not reach what it has started. */
export async function fromRegistry(wanted: { package: string; program: string }): Promise<string> {
  const { stdout } = await run("npx", ["--yes", "-p", wanted.package, "which", wanted.program]);
  return stdout.trim();
}

type Known = Pick<Runtime, "name"> & Partial<Runtime>;

async function withVersion(known: Known & { command: string }): Promise<Runtime> {
  try {
    const { stdout } = await run(known.command, ["--version"]);
    return { args: [], isBrowser: false, ...known, version: /\d[\d.]*/.exec(stdout)?.[0] };
  } catch (error) {
    return missing(known, error);
  }
}

function missing(known: Known, error: unknown): Runtime {
  const problem = String(error).split("\n")[0];
  return { args: [], isBrowser: false, ...known, command: undefined, problem };
}

/** What a run of the program ended with: undefined if all is well. */
export interface Started {
  readonly ended: Promise<string | undefined>;
  stop(): void;
}

/** Runs the program, or opens the page, in a folder of its own. */
export function start(runtime: Runtime, target: readonly string[], folder: string): Started {
  const { command = "", args, isBrowser } = runtime;
  const profile = isBrowser ? [`--user-data-dir=${join(folder, "profile")}`] : [];
  let stop = () => {};
  const ended = new Promise<string | undefined>((resolve) => {
    const child = execFile(command, [...args, ...profile, ...target], { cwd: folder }, (error) => {
      resolve(error ? error.message : undefined);
    });
    stop = () => child.kill("SIGKILL");
  });
  return { ended, stop };
}
