/** Endless, huge, deep, compressed, slow and broken responses: how a call ends, and what memory it takes. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import type { Kind, Way } from "./kinds/kind.ts";
import { kinds } from "./kinds.ts";
import type { Call, Report } from "./program.ts";
import { serveKinds } from "./server.ts";

const MiB = 2 ** 20;

interface Run extends Report {
  readonly asked: ReadonlyMap<string, number>;
}

/** Makes all calls in a process of its own. */
async function run(way: Way, own: [string, Kind][]): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), "world-responses-"));
  await using server = await serveKinds();
  try {
    const outfile = join(folder, "program.mjs");
    const entry = fileURLToPath(new URL("program.ts", import.meta.url));
    // As it runs at a user's: a loader would take more memory than the calls.
    await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm" });
    const calls: Call[] = own.map(([kind, { timeout, isIdle }]) => ({ kind, timeout, isIdle }));
    const args = ["--expose-gc", outfile, server.url, way, JSON.stringify(calls)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * MiB });
    return { ...(JSON.parse(stdout) as Report), asked: server.asked };
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe.each(["node:http", "fetch"] as const)("over %s", (way) => {
  const own = Object.entries(kinds).filter(([, { over = way }]) => over === way);
  let made: Run;
  beforeAll(async () => {
    made = await run(way, own);
  }, 600_000);

  test.each(own)("%s", (name, { want: { says = "", ...want } }) => {
    const { error, status, message } = made.endings[name] ?? { message: "" };
    const ending = {
      attempts: made.asked.get(name),
      ...(error && { error }),
      ...(status && { status }),
    };
    expect(ending, message).toEqual(want);
    expect(message).toContain(says);
  });

  // What garbage a collector leaves for later is in it, too.
  test.skipIf(process.platform !== "linux")("memory is at most 40 MB above normal", () => {
    const megabytes = Object.entries(made.endings).map(
      ([kind, it]) => [kind, it.grown / 1e6] as const,
    );
    expect(megabytes.filter(([, grown]) => grown > 40)).toEqual([]);
    expect(made.kept / 1e6).toBeLessThan(15);
  });
});
