/** Sends small files in one way, many times, and tells its parent what that took. */
import { peakMemory } from "../../process.ts";
import type { Measured, Send, Task } from "./task.ts";
import { loadWay } from "./ways.ts";

const task = JSON.parse(process.argv[2] ?? "") as Task;
const send = await (await loadWay(task.name))(task);
await sendMany(send, { ...task, uploads: task.warmUp });
const cpuBefore = process.cpuUsage();
const started = performance.now();
const uploads = await sendMany(send, task);
const { user, system } = process.cpuUsage(cpuBefore);
const measured: Measured = {
  uploads,
  seconds: (performance.now() - started) / 1000,
  cpuSeconds: (user + system) / 1e6,
  peakMemory: peakMemory("self"),
};
process.send?.(measured, () => process.exit());

/** Resolves with how many were sent. */
async function sendMany(
  send: Send,
  { paths, uploads, seconds, concurrency }: Omit<Task, "name">,
): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let next = 0;
  const lane = async () => {
    while (next < uploads && performance.now() < end) {
      await send(paths[next++ % paths.length] ?? "");
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return next;
}
