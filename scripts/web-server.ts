/** Starts a web server in a process of its own, and ends it in any case. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./proxies/run-proxy.ts";

export interface WebServer extends AsyncDisposable {
  readonly origin: string;
  readonly pid: number;
}

/** Resolves once it responds. Node runs it with these arguments, and gets its port as `PORT`. */
export async function startWebServer(
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<WebServer> {
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", PORT: String(port), ...env },
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
    origin,
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
