/** Sends the file in one way, once, and tells its parent what that took. */
import { cpuSeconds, peakMemory } from "../../process.ts";
import type { Measured, Task } from "./way.ts";
import { ways } from "./ways.ts";

const task = JSON.parse(process.argv[2] ?? "") as Task;
const way = await ways[task.name]?.(task.built);
if (!way) throw new Error(`no way is called ${task.name}`);
const cpuBefore = cpuSeconds();
const started = performance.now();
const peak = await way(task);
const measured: Measured = {
  seconds: (performance.now() - started) / 1000,
  cpuSeconds: cpuSeconds() - cpuBefore,
  peakMemory: peak ?? peakMemory("self"),
};
process.send?.(measured, () => process.exit());
