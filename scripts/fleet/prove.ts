/** Runs a fleet through kills, an outage of Redis and a frozen worker, and judges what has become of its files. */
import { setTimeout as sleep } from "node:timers/promises";
import { startFleet, type Fleet, type FleetOptions } from "./fleet.ts";
import { judge, type Verdict } from "./judge.ts";
import { letHappen, type Mishap, type MishapOptions } from "./mishaps.ts";

export interface ProofOptions extends FleetOptions, MishapOptions {
  readonly mishaps: readonly Mishap[];
  /** Called when the fleet has begun. What it returns is called when all is done. */
  readonly onStart?: (fleet: Fleet) => () => void;
}

export interface Proof {
  readonly seconds: number;
  /** Whether all mishaps happened before the files were done. */
  readonly isWhole: boolean;
  readonly verdict: Verdict;
}

/** @throws {Error} The files are not done after `patience` milliseconds. */
export async function prove(options: ProofOptions, patience = 600_000): Promise<Proof> {
  await using fleet = await startFleet(options);
  const started = performance.now();
  await fleet.produce();
  const stop = options.onStart?.(fleet);
  const over = new AbortController();
  const happened = letHappen(fleet, options.mishaps, { ...options, signal: over.signal }).then(
    () => true,
    (error: unknown) => {
      if (!over.signal.aborted) throw error;
      return false;
    },
  );
  try {
    await Promise.race([done(fleet, AbortSignal.timeout(patience)), happened.then(never)]);
  } finally {
    over.abort();
    stop?.();
  }
  const seconds = (performance.now() - started) / 1000;
  const isWhole = await happened;
  return { seconds, isWhole, verdict: await judge(fleet) };
}

/** Leaves the end to others, but not an error. */
function never(): Promise<void> {
  return new Promise(() => undefined);
}

async function done({ queue, contents }: Fleet, deadline: AbortSignal): Promise<void> {
  for (;;) {
    const { completed = 0, failed = 0 } = await queue.getJobCounts("completed", "failed");
    if (completed + failed >= contents.length) return;
    if (deadline.aborted) throw new Error(`${completed} of ${contents.length} jobs are done`);
    await sleep(200);
  }
}

/** Whether every file is there once, as it was, with at most what was in flight sent again. */
export function isProven({ verdict, isWhole }: Proof): boolean {
  const { missing, twice, different, misnamed, wasteful, leaked, jobs, files } = verdict;
  const wrong = [missing, twice, different, misnamed, wasteful, leaked].flat();
  return isWhole && wrong.length === 0 && jobs.completed === files;
}
