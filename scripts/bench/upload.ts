/**
 * Compares ways to send a file in parts: each in a process of its own, in turn, against a server that reads and forgets.
 * Linux only, for the sake of what it measures.
 * Options: --runs (default 5), --gib (size of the file, default 1), --only (names to run, separated by commas).
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "../bundle.ts";
import { barePeak } from "../process.ts";
import { runApart } from "../run-apart.ts";
import { makeFiles } from "./files.ts";
import type { Measured, Task } from "./way.ts";
import { toTable } from "./table.ts";
import { ways } from "./ways.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    gib: { type: "string", default: "1" },
    only: { type: "string", default: Object.keys(ways).join() },
  },
});

const files = await makeFiles(Number(values.gib) * 2 ** 30);
try {
  const programs = ["measure.ts", "sink.ts"].map((file) => join(import.meta.dirname, file));
  await bundle(programs, files.folder);
  const sink = fork(join(files.folder, "sink.mjs"), { execArgv: [] });
  const [url] = (await once(sink, "message")) as [string];
  const results = new Map<string, Measured[]>(values.only.split(",").map((name) => [name, []]));
  for (let run = 1; run <= Number(values.runs); run++) {
    for (const [name, measured] of results) {
      process.stderr.write(`\rrun ${run}: ${name.padEnd(20)}`);
      const task: Task = { name, url, ...files };
      measured.push(await runApart(join(files.folder, "measure.mjs"), task));
    }
  }
  sink.kill();
  console.log(`\r${toTable(results, { size: files.size, barePeak: barePeak() })}`);
} finally {
  await rm(files.folder, { recursive: true });
}
