import { spawn, type ChildProcess } from "node:child_process";
import { key, type Served } from "./server.ts";

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** What it has written to both so far. */
  text(): string;
  readonly ended: Promise<Ended>;
}

/** How the command is started: with the test server's address and key, and nothing of this process' own settings. */
export function environment(
  server: Pick<Served, "baseUrl"> | undefined,
  state: string,
  more: Record<string, string | undefined> = {},
): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  const address = server && { OPENAI_BASE_URL: server.baseUrl };
  const own = { PATH, OPENAI_API_KEY: key, XDG_STATE_HOME: state, LANG: "C.UTF-8" };
  return { ...own, ...address, ...more };
}

export function start(
  command: string,
  args: readonly string[],
  { env, cwd, input }: { env: NodeJS.ProcessEnv; cwd: string; input?: Buffer | undefined },
): Running {
  const child = spawn(process.execPath, [command, ...args], { env, cwd });
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => (texts[name] += text));
  child.stdin.on("error", () => undefined);
  child.stdin.end(input ?? Buffer.alloc(0));
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal, ...texts }));
  });
  return { child, text: () => texts.stdout + texts.stderr, ended };
}

/** Resolves when a condition holds. Rejects when it does not within so many milliseconds. */
export async function until(
  holds: () => boolean,
  what: () => string,
  most = 20_000,
): Promise<void> {
  const end = Date.now() + most;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`it did not come to that: ${what()}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
