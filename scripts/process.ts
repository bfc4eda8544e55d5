import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Command } from "./run-apart.ts";

/** The peak memory of a process in bytes; 0 when it is gone. Linux only. */
export function peakMemory(pid: number | "self"): number {
  try {
    return peakMemoryIn(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return 0;
  }
}

/** The peak memory in bytes of a process that does nothing: of Node, unless `command` runs a program in another runtime. */
export function barePeak([command, ...args]: Command = [process.execPath, "-e"]): number {
  const program =
    'console.log(process.getBuiltinModule("node:fs").readFileSync("/proc/self/status", "utf8"))';
  return peakMemoryIn(execFileSync(command, [...args, program], { encoding: "utf8" }));
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
