/** Starts a backend in a process of its own, and ends it in any case. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../proxies/free-port.ts";

export interface RunningBackend extends AsyncDisposable {
  readonly baseUrl: string;
  readonly pid: number;
}

/** Resolves once it responds. `upstream` is the API's base URL. */
export async function startBackend(
  folder: string,
  args: readonly string[],
  upstream: string,
): Promise<RunningBackend> {
  const port = await freePort();
  const env = { OPENAI_BASE_URL: upstream, OPENAI_API_KEY: "any", PORT: String(port) };
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  const origin = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 60_000;
  while (!(await responds(origin))) {
    if (child.exitCode !== null) throw new Error(`${args.join(" ")} ended: ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error(`${args.join(" ")}: no response after 60 s`);
    await sleep(100);
  }
  return {
    baseUrl: `${origin}/api/openai`,
    pid: child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      process.off("exit", end);
      if (child.exitCode !== null) return;
      end();
      await once(child, "exit");
    },
  };
}

function responds(origin: string): Promise<boolean> {
  return fetch(origin).then(
    () => true,
    () => false,
  );
}
