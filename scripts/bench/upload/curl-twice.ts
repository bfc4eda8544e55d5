import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { curl } from "./curl.ts";
import { partSize } from "./files.ts";
import type { Task, Way } from "./way.ts";

/**
 * What one does without `urlSource`: downloads to files on disk, four ranges at a time, and sends these with curl -F. Not
 * in the folder of the benchmark, which is in memory.
 */
export const curlTwice: Way = async (task) => {
  const folder = await mkdtemp(join(tmpdir(), "curl-twice-"));
  try {
    const parts = task.parts.map((_, index) => join(folder, String(index)));
    await download(task, parts);
    return await curl({ ...task, parts });
  } finally {
    await rm(folder, { recursive: true });
  }
};

async function download(
  { from = "", fromCert, size }: Task,
  parts: readonly string[],
): Promise<void> {
  const transfers = parts.flatMap((path, index) => [
    ...(index ? ["--next"] : []),
    ...(fromCert === undefined ? [] : ["--cacert", fromCert]),
    ...["-sS", "-r", `${index * partSize}-${Math.min(size, (index + 1) * partSize) - 1}`],
    ...["-o", path, from],
  ]);
  const args = ["--no-progress-meter", "--parallel", "--parallel-max", "4", ...transfers];
  const child = spawn("curl", args, { stdio: "inherit" });
  await new Promise<void>((resolve, reject) => {
    child.on("error", reject).on("exit", (code) => {
      if (code) reject(new Error(`curl ended with ${code}`));
      else resolve();
    });
  });
}
