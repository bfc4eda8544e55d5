/** Where the programs of the platforms come from, and how they are started. */
import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { promisify } from "node:util";
import { missingOf, type Launcher } from "../browsers/browser.ts";
import { chromium, firefox } from "../browsers/puppeteer.ts";
import { webkit } from "../browsers/webkit.ts";
import { atExit } from "../at-exit.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const run = promisify(execFile);

/** What runs our program, or why it can't be had. */
export interface Runtime {
  /** With its version, if it can be had. */
  readonly name: string;
  readonly isBrowser: boolean;
  readonly problem?: string | undefined;
  /** Runs the program with its arguments, or opens the page, in a folder of its own. Undefined if it can't be had. */
  readonly start?: (target: readonly string[], folder: string) => Started;
}

const here = { name: "Node", command: process.execPath };
const fromNpm = [
  { name: "Node", package: "node@22", program: "node" },
  { name: "Node", package: "node@24", program: "node" },
  { name: "Node", package: "node@26", program: "node" },
  { name: "Bun", package: "bun", program: "bun" },
  { name: "Deno", package: "deno", program: "deno", args: ["run", "--allow-all", "--quiet"] },
];
/** Those whose name has the text in it. Downloads what is missing, through npx. */
export async function findRuntimes(text: string): Promise<Runtime[]> {
  const isWanted = ({ name }: { readonly name: string }) => name.includes(text);
  const runtimes = isWanted(here) ? [await withVersion(here)] : [];
  for (const wanted of fromNpm.filter(isWanted)) {
    try {
      runtimes.push(await withVersion({ ...wanted, command: await fromRegistry(wanted) }));
    } catch (error) {
      runtimes.push(missing(wanted, error));
    }
  }
  for (const launcher of [chromium, firefox, webkit].filter(isWanted))
    runtimes.push(await inBrowser(launcher));
  return runtimes;
}

/** Where a program of a package is. Started without npx: what kills that would not reach what it has started. */
export async function fromRegistry(wanted: { package: string; program: string }): Promise<string> {
  const { stdout } = await run("npx", ["--yes", "-p", wanted.package, "which", wanted.program]);
  return stdout.trim();
}

interface Known {
  readonly name: string;
  /** Before the path of our program. */
  readonly args?: readonly string[];
}

async function withVersion({
  name,
  command,
  args = [],
}: Known & { command: string }): Promise<Runtime> {
  const { stdout } = await run(command, ["--version"]);
  const version = /\d[\d.]*/.exec(stdout)?.[0] ?? "";
  const start: Runtime["start"] = (target, folder) =>
    startProgram(command, [...args, ...target], folder);
  return { name: `${name} ${version}`, isBrowser: false, start };
}

function missing({ name }: Known, error: unknown): Runtime {
  return { name, isBrowser: false, problem: String(error).split("\n")[0] };
}

async function inBrowser(launcher: Launcher): Promise<Runtime> {
  const problem = await missingOf(launcher);
  if (problem !== undefined) return { name: launcher.name, isBrowser: true, problem };
  // Not every one tells its version without being started.
  const folder = temporaryFolder("version");
  try {
    const browser = await launcher.start(folder);
    await browser.close();
    const start: Runtime["start"] = (target, own) => openPage(launcher, target, own);
    return { name: browser.name, isBrowser: true, start };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** What a run of the program ended with: undefined if all is well. */
export interface Started {
  readonly ended: Promise<string | undefined>;
  stop(): void;
}

function startProgram(command: string, args: readonly string[], folder: string): Started {
  let stop = () => {};
  const ended = new Promise<string | undefined>((resolve) => {
    const child = execFile(command, [...args], { cwd: folder }, (error) => {
      resolve(error ? error.message : undefined);
    });
    child.once(
      "exit",
      atExit(() => child.kill("SIGKILL")),
    );
    stop = () => child.kill("SIGKILL");
  });
  return { ended, stop };
}

function openPage(launcher: Launcher, [url = ""]: readonly string[], folder: string): Started {
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  const show = async () => {
    const browser = await launcher.start(folder);
    try {
      await browser.open(url);
      await stopped;
    } finally {
      await browser.close();
    }
    return undefined;
  };
  return { ended: show().catch(String), stop };
}
