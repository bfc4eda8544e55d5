import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import type { Plan } from "./crash.ts";
import type { Served } from "./serve.ts";

/** When a process is killed. */
export interface Moment {
  /** Parts that the server has stored by then, of all lives. */
  readonly stored: number;
  /** Milliseconds that pass after that, and after the upload has begun. */
  readonly delay: number;
}

/**
 * One moment per kill. They go by what is stored and not by the time, so that neither a fast machine is done before the
 * last nor a slow one gets nowhere.
 */
export function moments({ seed, kills, size, partSize }: Plan): Moment[] {
  const sample = (max: number, from: number) =>
    fc.sample(fc.noBias(fc.integer({ min: 0, max })), { numRuns: kills, seed: from });
  const delays = sample(50, seed + 1);
  // The rest is for what is stored during the delays.
  return sample(Math.floor((0.8 * size) / partSize), seed)
    .sort((a, b) => a - b)
    .map((stored, index) => ({ stored, delay: delays[index] ?? 0 }));
}

/** Resolves at that moment; never, if there is none. Rejects when the signal aborts. */
export async function reached(
  moment: Moment | undefined,
  server: Served,
  signal: AbortSignal,
): Promise<void> {
  const { stored, delay } = moment ?? { stored: Infinity, delay: 0 };
  while (partsStored(server) < stored) await sleep(1, undefined, { signal });
  await sleep(delay, undefined, { signal });
}

/** Resolves when nothing of what a killed process has sent is under way any more. */
export async function settled(server: Served): Promise<void> {
  while (!server.isIdle()) await sleep(1);
}

/** Those that came more than once included. */
export function partsStored(server: Served): number {
  return server.uploads().reduce((sum, { parts }) => sum + parts.length, 0);
}
