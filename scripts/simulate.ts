/**
 * Simulates uploads on a virtual clock, with everything that can go wrong, and checks what `uploadFile` promises.
 * Options: --runs (default 10000), --seed (default: the time), --misbehaving (the caller's own code in every run),
 * --path (of a failure to see again).
 * Many runs are shared out to processes, each of which takes the next seed.
 */
import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { explore, report } from "../test/simulation/explore.ts";
import { atExit } from "./at-exit.ts";
import { readArguments } from "./read-arguments.ts";

/** Runs per process. */
const share = 5000;

const { values } = readArguments(import.meta.filename, {
  options: {
    runs: { type: "string", default: "10000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 30) },
    path: { type: "string" },
    misbehaving: { type: "boolean", default: false },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
if (!(Number.isInteger(runs) && runs > 0 && Number.isInteger(seed))) {
  throw new Error(`--runs ${values.runs} --seed ${values.seed}: give whole numbers`);
}

if (runs <= share) {
  const run = await explore({ ...values, runs, seed });
  console.log(report(run, values));
  process.exitCode = run.failed ? 1 : 0;
} else {
  let next = 0;
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      for (let at; (at = next++ * share) < runs && process.exitCode === undefined;) {
        await simulateApart(Math.min(share, runs - at), seed + at / share);
      }
    }),
  );
}

function simulateApart(count: number, from: number): Promise<void> {
  const script = ["--import", "tsx", import.meta.filename];
  const args = [...script, "--runs", String(count), "--seed", String(from)];
  if (values.misbehaving) args.push("--misbehaving");
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, (error, stdout, stderr) => {
      process.stdout.write(stdout || stderr);
      if (error) process.exitCode = 1;
      resolve();
    });
    child.once(
      "exit",
      atExit(() => child.kill()),
    );
  });
}
