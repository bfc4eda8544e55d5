import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { barePeak } from "../../process.ts";
import { runApart } from "../../run-apart.ts";
import type { Built } from "../built.ts";
import type { Turn, Values } from "../rounds.ts";
import type { Start, Started } from "./start.ts";
import type { Measured, Task } from "./task.ts";

/** What all measurements have in common. */
export interface Setting {
  /** Of the programs. */
  readonly folder: string;
  readonly url: string;
  readonly built: (turn: Turn) => Built;
}

export function measureCalls(
  { folder, url, built }: Setting,
  load: Omit<Task, "name" | "url" | "built">,
): (turn: Turn) => Promise<Values> {
  const bare = barePeak();
  return async (turn) => {
    const task: Task = { name: turn.name, url, built: built(turn), ...load };
    const measured = await runApart<Measured>(`${folder}/small/measure.mjs`, task);
    const { uploads, cpuSeconds, seconds, peakMemory } = measured;
    if (uploads === 0) throw new Error(`${turn.name}: nothing was sent in ${load.seconds} s`);
    return {
      cpu: (cpuSeconds / uploads) * 1000,
      wall: (seconds / uploads) * 1000,
      memory: (peakMemory - bare) / 1e6,
    };
  };
}

export function measureStart(
  { folder, url, built }: Setting,
  paths: readonly string[],
): (turn: Turn) => Promise<Values> {
  return async (turn) => {
    const order: Start = { url, built: built(turn), paths, ...toStart(turn.name, built(turn)) };
    const args = [`${folder}/small/start.mjs`, JSON.stringify(order)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const { milliseconds, cpuMilliseconds } = JSON.parse(stdout) as Started;
    return { wall: milliseconds, cpu: cpuMilliseconds };
  };
}

function toStart(name: string, built: Built): Pick<Start, "module" | "way"> {
  if (name === "ours-node") return { module: built.node };
  if (name === "ours-portable") return { module: built.portable };
  if (name === "openai") return { module: "openai" };
  return { way: name.replace("-first", "") as NonNullable<Start["way"]> };
}
