import { spawn } from "node:child_process";
import type { Way } from "./way.ts";
import { peakMemory } from "../../process.ts";

/** curl -F, four transfers at a time. */
export const curl: Way = async ({ url, parts, cert }) => {
  const transfers = parts.flatMap((path, index) => [
    ...(index ? ["--next"] : []),
    ...(cert === undefined ? [] : ["--cacert", cert]),
    ...["-sS", "-F", `data=@${path}`, "-H", "Expect:", "-o", "/dev/null", `${url}/parts`],
  ]);
  const child = spawn(
    "curl",
    ["--no-progress-meter", "--parallel", "--parallel-max", "4", ...transfers],
    {
      stdio: "inherit",
    },
  );
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, peakMemory(child.pid ?? 0));
  }, 20);
  try {
    await new Promise<void>((resolve, reject) => {
      child.on("error", reject).on("exit", (code) => {
        if (code) reject(new Error(`curl ended with ${code}`));
        else resolve();
      });
    });
  } finally {
    clearInterval(timer);
  }
  return peak;
};
