import type { Measured } from "./way.ts";
import { ways } from "./ways.ts";

/** Medians and ranges, as Markdown. MB are 1,000,000 bytes. */
export function toTable(
  results: ReadonlyMap<string, readonly Measured[]>,
  { size, barePeak }: { readonly size: number; readonly barePeak: number },
): string {
  const speedOf = ({ seconds }: Measured) => size / 1e6 / seconds;
  const toCurl = median((results.get("curl") ?? []).map(speedOf));
  const rows = [...results].map(([name, runs]) => [
    ways[name]?.title ?? name,
    spread(runs.map(speedOf), 0),
    toCurl ? (median(runs.map(speedOf)) / toCurl).toFixed(2) : "",
    spread(
      runs.map(({ cpuSeconds }) => cpuSeconds / (size / 2 ** 30)),
      2,
    ),
    spread(
      runs.map(({ peakMemory }) => peakMemory / 1e6),
      0,
    ),
    spread(
      runs.map(({ peakMemory }) => (peakMemory - barePeak) / 1e6),
      0,
    ),
  ]);
  const head = ["", "MB/s", "× curl", "CPU s/GiB", "peak memory MB", "over a bare process MB"];
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function spread(values: readonly number[], digits: number): string {
  const [low, middle, high] = [Math.min(...values), median(values), Math.max(...values)];
  return `${middle.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
