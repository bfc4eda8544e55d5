/**
 * Runs the fleet of the guide on this machine, kills its workers at random, and shows what becomes of the files. Starts a
 * Redis, a store of files behind signed URLs, the API's test server and workers, each a process. Needs Debian's
 * redis-server. Ends and removes all of it, on Ctrl-C too.
 *
 *   --workers N  processes, of three jobs each (3)
 *   --files N    files to upload (30; with --prove 60)
 *   --size N     MiB of each file (20)
 *   --kills N    how often a worker is killed by SIGKILL (5; with --prove 6)
 *   --lock N     seconds until a job of a lost worker belongs to nobody (5; with --prove 10)
 *   --seed N     the order of what happens (the time)
 *   --prove      twice, and also: kills at four moments between a completion and its note, Redis gone for 5 s, a worker
 *                stopped by SIGSTOP for longer than its locks. Fails unless every file is there once, as it was
 */
import { everything, type Mishap } from "./fleet/mishaps.ts";
import { isProven, prove } from "./fleet/prove.ts";
import { makeTable } from "./fleet/table.ts";
import { readArguments } from "./read-arguments.ts";

const kill: Mishap = { kind: "kill" };
const number = { type: "string" } as const;
const { values } = readArguments(import.meta.filename, {
  options: {
    ...{ workers: number, files: number, size: number, kills: number, lock: number, seed: number },
    prove: { type: "boolean", default: false },
  },
});
await run();

async function run(): Promise<void> {
  const seed = count("seed", Date.now() % 2 ** 30, 0);
  const first = await runOnce(seed);
  const isFine = first && (!values.prove || (await runOnce(seed + 1)));
  process.exitCode = isFine ? 0 : 1;
}

async function runOnce(seed: number): Promise<boolean> {
  const lockDuration = count("lock", values.prove ? 10 : 5) * 1000;
  const kills = Array.from({ length: count("kills", values.prove ? 6 : 5, 0) }, () => kill);
  const table = makeTable(process.stdout);
  const started = performance.now();
  const proof = await prove({
    workers: count("workers", 3),
    files: count("files", values.prove ? 60 : 30),
    size: count("size", 20) * 2 ** 20,
    ...{ lockDuration, seed, outage: 5000, freeze: 2.5 * lockDuration },
    mishaps: values.prove ? [...kills, ...everything] : kills,
    onNote: (text) => {
      table.note(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}`);
    },
    onStart: (fleet) => table.follow(fleet),
  });
  console.log(`Seed ${seed}, ${proof.seconds.toFixed(0)} s`);
  console.dir(proof.verdict, { depth: 5 });
  const isFine = isProven(proof);
  if (!proof.isWhole)
    console.log("The files were done before all had happened: try again, or give more --files.");
  console.log(isFine ? "Every file is there once, as it was." : "This is not as it should be.");
  return isFine;
}

/** An option as a whole number. */
function count(
  name: "workers" | "files" | "size" | "kills" | "lock" | "seed",
  or: number,
  min = 1,
) {
  const text = values[name];
  if (text === undefined) return or;
  const found = Number(text);
  if (Number.isSafeInteger(found) && found >= min) return found;
  console.error(`--${name} must be a whole number from ${min}, got ${text}`);
  process.exit(2);
}
