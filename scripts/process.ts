import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The peak memory of a process in bytes; 0 when it is gone. Linux only. */
export function peakMemory(pid: number | "self"): number {
  try {
    return peakMemoryIn(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return 0;
  }
}

/** The peak memory of a Node process that does nothing, in bytes. */
export function barePeak(): number {
  const program = 'console.log(require("node:fs").readFileSync("/proc/self/status", "utf8"))';
  return peakMemoryIn(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" }));
}

/** Of this process and of its children that have ended. The kernel counts in hundredths. */
export function cpuSeconds(): number {
  const stat = readFileSync("/proc/self/stat", "utf8").replace(/^.*\) /, "");
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = stat
    .split(" ")
    .slice(11)
    .map(Number);
  return (user + system + childUser + childSystem) / 100;
}

/** From the text of `/proc/…/status`. `resourceUsage` won't do: a process starts there with the peak of its parent. */
function peakMemoryIn(status: string): number {
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}
