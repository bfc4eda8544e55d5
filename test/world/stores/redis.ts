import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Why there is no Redis to test with. */
export const missing =
  spawnSync("redis-server", ["--version"]).error === undefined
    ? undefined
    : "redis-server is not installed: apt-get install redis-server";

/** A Redis of its own, which keeps nothing on the disk. Resolves with its socket, and with what ends it. */
export async function startRedis(): Promise<{ path: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "redis-"));
  const path = join(folder, "socket");
  const options = ["--port", "0", "--unixsocket", path, "--save", "", "--appendonly", "no"];
  const server = spawn("redis-server", [...options, "--dir", folder]);
  const ended = new Promise((resolve) => server.once("close", resolve));
  await new Promise<void>((resolve, reject) => {
    let log = "";
    server.stdout.on("data", (chunk: Buffer) => {
      log += chunk.toString();
      if (/ready to accept/i.test(log)) resolve();
    });
    server.once("error", reject);
    server.once("close", () => reject(new Error(`redis-server has ended: ${log}`)));
  });
  const stop = async () => {
    server.kill();
    await ended;
    await rm(folder, { recursive: true });
  };
  return { path, stop };
}
