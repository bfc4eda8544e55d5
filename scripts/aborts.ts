/**
 * Aborts uploads over real connections while something of the caller's own hangs, and says how long each took to settle.
 * Options: --runs (default 300), --at-once (default 8), --seed (default: the time).
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import fc from "fast-check";
import { abort, aborts, type Abort, type Aborted } from "../test/aborts/aborts.ts";
import { readArguments } from "./read-arguments.ts";

const { values } = readArguments(import.meta.filename, {
  options: {
    runs: { type: "string", default: "300" },
    "at-once": { type: "string", default: "8" },
    seed: { type: "string", default: String(Date.now() % 2 ** 30) },
  },
});
const [count, atOnce, seed] = [values.runs, values["at-once"], values.seed].map(Number) as [
  number,
  number,
  number,
];

const unhandled: unknown[] = [];
process.on("unhandledRejection", (error) => unhandled.push(error));

/** By how much the machine itself was late, which is not the upload's. */
const lateness = monitorEventLoopDelay({ resolution: 5 });
lateness.enable();

const times = new Map<string, number[]>();
const faults: unknown[] = [];
const queue = fc.sample(aborts, { numRuns: count, seed });
await Promise.all(Array.from({ length: atOnce }, takeTurns));

async function takeTurns(): Promise<void> {
  for (let given; (given = queue.shift());) {
    const result = await abort(given);
    if (!result) note("settled before", 0);
    else judge(given, result);
  }
}

function judge(given: Abort, { error, reason, took, allowed, clearing, inFlight }: Aborted): void {
  note(`${given.transport}, clears away ${clearing}`, took);
  const isReason = error === undefined || error === reason;
  if (!isReason || took > allowed + lateness.max / 1e6 || inFlight > 0)
    faults.push({ given, error, took, allowed, inFlight });
}

function note(group: string, took: number): void {
  times.set(group, [...(times.get(group) ?? []), took]);
}

/** Milliseconds, which so many of a hundred do not exceed. */
function percentile(sorted: readonly number[], percent: number): number {
  return Math.round(sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0);
}

const rows = [...times].sort(([a], [b]) => a.localeCompare(b));
console.log(`seed ${seed}: milliseconds from the abort until the upload had settled`);
console.table(
  Object.fromEntries(
    rows.map(([group, took]) => {
      const sorted = took.toSorted((a, b) => a - b);
      const [median, ninety, most] = [50, 90, 100].map((it) => percentile(sorted, it));
      return [group, { uploads: took.length, median, "90 %": ninety, most }];
    }),
  ),
);
for (const fault of faults) console.dir(fault, { depth: 5 });
if (unhandled.length > 0) console.error("nobody has handled:", unhandled);
console.log(`${faults.length} took longer than they may, or left something behind`);
process.exitCode = faults.length + unhandled.length > 0 ? 1 : 0;
