/** Measures what the guide's fleet takes of Redis and of its workers, by the number of parts: the figures of README.md. */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { startFleet } from "./fleet.ts";
import { measure } from "./measure.ts";

const partSize = 64 * 1024;
const table: Record<string, Record<string, number>> = {};
for (const [parts, files] of [
  [1, 1000],
  [8, 600],
  [128, 60],
] as const)
  table[`${parts} parts of 64 KiB, ${files} files`] = await run(parts * partSize, files, partSize);
table["20 MiB in parts of 8 MiB, 60 files"] = await run(20 * 2 ** 20, 60, 8 * 2 ** 20);
console.table(table);

async function run(size: number, files: number, partSize: number): Promise<Record<string, number>> {
  const edit = (text: string) => text.replace("8 * 2 ** 20", String(partSize));
  await using fleet = await startFleet({ workers: 2, files, size, lockDuration: 30_000, edit });
  // Starting is not counted.
  await sleep(3000);
  await fleet.produce();
  const figures = await measure(fleet.client);
  const cpu = processorTime(fleet.workers.map((worker) => worker.pid()));
  const started = performance.now();
  // Rarely, since asking is counted too.
  while ((await fleet.queue.getCompletedCount()) < files) await sleep(1000);
  const perSecond = (1000 * files) / (performance.now() - started);
  const { scripts, bytes, microseconds, memory } = await figures(files);
  const ofWorkers = (processorTime(fleet.workers.map((worker) => worker.pid())) - cpu) / files;
  return {
    ...{ "scripts a job": round(scripts), "bytes to Redis": round(bytes) },
    ...{ "Redis, µs": round(microseconds), "memory, bytes": round(memory) },
    ...{ "worker, ms": round(1000 * ofWorkers), "jobs a second here": round(perSecond) },
  };
}

/** Seconds, of all of them. The kernel counts in hundredths. */
function processorTime(pids: readonly number[]): number {
  const times = pids.map((pid) => {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return (Number(stat[11]) + Number(stat[12])) / 100;
  });
  return times.reduce((sum, it) => sum + it, 0);
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
