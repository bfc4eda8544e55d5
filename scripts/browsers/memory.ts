import { readdirSync, readFileSync } from "node:fs";

/** Measures what a process and all it has started take, until it is stopped. Needs Linux. */
export function memoryOf(pid: number): { peak(): number; stop(): void } {
  let peak = 0;
  const timer = setInterval(() => {
    const bytes = familyOf(pid).reduce((sum, id) => sum + memoryOfOne(id), 0);
    peak = Math.max(peak, bytes);
  }, 250);
  return { peak: () => Math.round(peak / 1e6), stop: () => clearInterval(timer) };
}

function familyOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const id = Number(name);
    if (!id) continue;
    const [, parent] = /^\d+ \(.*\) \S+ (\d+)/s.exec(read(`/proc/${id}/stat`)) ?? [];
    if (parent) children.set(Number(parent), [...(children.get(Number(parent)) ?? []), id]);
  }
  const family = [root];
  // The loop also visits what it adds.
  for (const id of family) family.push(...(children.get(id) ?? []));
  return family;
}

/** Bytes, of which those that are shared with others count in part. */
function memoryOfOne(id: number): number {
  const [, kilobytes = 0] = /^Pss:\s+(\d+)/m.exec(read(`/proc/${id}/smaps_rollup`)) ?? [];
  return Number(kilobytes) * 1024;
}

/** "" where the process has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
