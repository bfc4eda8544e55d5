import { execFile, spawn, spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { promisify } from "node:util";

/** What a process said, and the code or the signal it ended with. */
export interface Ended {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Bundles the command line as `npm run generate` does first. */
export async function bundleCli(): Promise<void> {
  await promisify(execFile)(process.execPath, ["scripts/bundle-generator.js"]);
}

export const cli = [process.execPath, resolve("generator/dist/cli.cjs"), "generate"] as const;

/** Runs a command line in a folder that is not the repository's; `input` goes to its standard input. */
export function runProcess(command: readonly string[], input?: string): Promise<Ended> {
  const [file = "", ...args] = command;
  const child = spawn(file, args, { cwd: tmpdir(), timeout: 50_000 });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => (output[stream] += text));
  // One that has ended without reading is no error of the test's.
  child.stdin.on("error", () => undefined).end(input);
  return new Promise((done) => {
    child.on("close", (code, signal) => done({ code: code ?? signal ?? "", ...output }));
  });
}

/** Whether a command is there and succeeds here. */
export function succeeds(...command: readonly string[]): boolean {
  const [file = "", ...args] = command;
  return spawnSync(file, args).status === 0;
}

/** What has the system check a process's rights to files: root is let in everywhere, until it gives that up. */
export const withoutPrivileges: readonly string[] =
  process.getuid?.() === 0
    ? [
        "setpriv",
        "--bounding-set=-dac_override,-dac_read_search",
        "--inh-caps=-dac_override,-dac_read_search",
      ]
    : [];
