/** Starts proxies, and ends them in any case. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { atExit } from "../at-exit.ts";
import { freePort } from "./free-port.ts";
import type { Proxy, Setup } from "./proxy.ts";

export { freePort };

export interface RunningProxy extends AsyncDisposable {
  readonly port: number;
}

/** Resolves once the proxy takes connections. */
export async function start(
  proxy: Proxy,
  setup: Omit<Setup, "folder" | "port">,
): Promise<RunningProxy> {
  const folder = mkdtempSync(join(tmpdir(), `proxy-${proxy.debian}-`));
  // Some of them work as a user of their own, who has to get in.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const { files, args, env } = proxy.configure({ ...setup, folder, port });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  // A file, since Apache opens what its errors go to anew, which a pipe of Node's does not allow.
  const output = openSync(join(folder, "output"), "a");
  const child = spawn(proxy.program, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    // With a group of its own, which is ended as a whole.
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const kill = () => {
    signalGroup(child, "SIGKILL");
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const forget = atExit(kill);
  const end = () => {
    forget();
    kill();
  };
  await accepting(port, child).catch((error: unknown) => {
    const printed = readFileSync(join(folder, "output"), "utf8");
    end();
    throw new Error(`${proxy.name} does not start: ${printed}`, { cause: error });
  });
  return { port, [Symbol.asyncDispose]: () => stop(child).finally(end) };
}

/** A while in which it can clear up what it has outside its folder. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  signalGroup(child, "SIGTERM");
  await Promise.race([exited, sleep(3000, undefined, { ref: false })]);
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // All of the group have ended.
  }
}

async function accepting(port: number, child: ChildProcess): Promise<void> {
  let failure: Error | undefined;
  child.once("error", (error) => (failure = error));
  child.once("exit", (code) => (failure ??= new Error(`it ended with ${code ?? "a signal"}`)));
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (failure) throw failure;
    if (await isAccepting(port)) return;
    await sleep(20);
  }
  throw new Error(`nothing listens on port ${port} after 30 s`);
}

function isAccepting(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
