/** What it takes to start programs, measured in turn. */
import { spawnSync } from "node:child_process";

export interface Start {
  readonly name: string;
  /** Milliseconds of processor time, the median. */
  readonly cpu: number;
  /** Of the first program's. */
  readonly ratio: number;
}

/** Starts each program so many times, one after the other in each round. Needs bash, whose `times` counts children. */
export function measureStarts(
  programs: Readonly<Record<string, readonly string[]>>,
  rounds: number,
): Start[] {
  const all = Object.entries(programs).map(([name, args]) => ({
    name,
    args,
    taken: [] as number[],
  }));
  for (let round = 0; round < rounds; round++)
    for (const { args, taken } of all) taken.push(startOf(args));
  const [first = 1, ...others] = all.map(({ taken }) => median(taken));
  return [first, ...others].map((cpu, at) => ({
    name: all[at]?.name ?? "",
    cpu,
    ratio: cpu / first,
  }));
}

function startOf(args: readonly string[]): number {
  const script = 'TIMEFORMAT="%3U %3S"; time "$@" >/dev/null 2>&1';
  const argv = ["--norc", "-c", script, "bash", process.execPath, ...args];
  const { stderr } = spawnSync("bash", argv, { encoding: "utf8" });
  const [user = NaN, system = NaN] = stderr.trim().split("\n").at(-1)?.split(" ").map(Number) ?? [];
  return 1000 * (user + system);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
