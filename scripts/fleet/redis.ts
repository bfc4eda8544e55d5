/** Debian's redis-server on a free port, which notes each write on the disk. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "../proxies/free-port.ts";
import { atExit } from "../at-exit.ts";

/** Why there is no Redis to run. */
export const missing =
  spawnSync("redis-server", ["--version"]).error === undefined
    ? undefined
    : "redis-server is not installed: apt-get install redis-server";

export interface RedisServer extends AsyncDisposable {
  readonly port: number;
  /** Ends the server, and keeps what it has written. */
  stop(): Promise<void>;
  /** Starts it again on the same port, with what it had. Resolves when it takes connections. */
  start(): Promise<void>;
  /** Everything that was ever written to it, as it stands on the disk. */
  written(): Promise<string>;
}

export async function startRedis(folder: string): Promise<RedisServer> {
  if (missing) throw new Error(missing);
  const port = await freePort();
  let child: ChildProcess | undefined;
  const forget = atExit(() => child?.kill("SIGKILL"));
  const stop = async () => {
    const stopping = child;
    child = undefined;
    if (!stopping) return;
    stopping.kill();
    await once(stopping, "exit");
  };
  const server: RedisServer = {
    port,
    stop,
    start: async () => {
      child = await run(folder, port);
    },
    written: () => readLog(join(folder, "appendonlydir")),
    [Symbol.asyncDispose]: () => stop().finally(forget),
  };
  await server.start();
  return server;
}

async function run(folder: string, port: number): Promise<ChildProcess> {
  const log = ["--appendonly", "yes", "--auto-aof-rewrite-percentage", "0", "--save", ""];
  const place = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder];
  const child = spawn("redis-server", [...place, ...log], { stdio: ["ignore", "pipe", "ignore"] });
  let printed = "";
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    if (!/ready to accept/i.test(printed)) continue;
    break;
  }
  if (!/ready to accept/i.test(printed)) throw new Error(`redis-server does not start: ${printed}`);
  return child;
}

async function readLog(folder: string): Promise<string> {
  const names = await readdir(folder);
  const texts = names.map((name) => readFile(join(folder, name), "latin1"));
  return (await Promise.all(texts)).join("");
}
