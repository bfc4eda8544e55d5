/**
 * Uploads a file in a process that is killed with SIGKILL again and again, and says what was sent more than once.
 * Options: --kills (default 50), --megabytes (MiB of the file, default 512), --concurrency (default 4), --seed (default:
 * the time).
 */
import { crash } from "../test/crash/crash.ts";
import { readArguments } from "./read-arguments.ts";

const MiB = 2 ** 20;
const { values } = readArguments(import.meta.filename, {
  options: {
    kills: { type: "string", default: "50" },
    megabytes: { type: "string", default: "512" },
    concurrency: { type: "string", default: "4" },
    seed: { type: "string", default: String(Date.now() % 2 ** 30) },
  },
});
const [seed, kills, concurrency] = [values.seed, values.kills, values.concurrency].map(Number) as [
  number,
  number,
  number,
];
const size = Number(values.megabytes) * MiB;
const partSize = 4 * MiB;

const started = performance.now();
const outcome = await crash({ seed, kills, size, partSize, concurrency });
const seconds = (performance.now() - started) / 1000;

const lost = outcome.kills.map((kill) => kill.lost);
const parts = Math.ceil(size / partSize);
const again = lost.reduce((sum, count) => sum + count, 0);
console.table(outcome.kills);
console.table({
  seed,
  kills: lost.length,
  "seconds in all": Math.round(seconds),
  "parts of the file": parts,
  "parts stored by the server": outcome.partsStored,
  "sent again per kill, at most": Math.max(0, ...lost),
  "sent again per kill, allowed": concurrency,
  "Uploads gone on with": outcome.uploadIds.join(", "),
  "md5 of the file": outcome.md5.source,
  "md5 sent and agreed on": outcome.md5.sent,
  "bytes at the server": outcome.isSame ? "identical" : "different",
});
const holds =
  outcome.isSame &&
  outcome.md5.sent === outcome.md5.source &&
  outcome.uploadIds.join() === outcome.completedId &&
  outcome.partsStored === parts + again &&
  lost.length === kills &&
  lost.every((count) => count <= concurrency);
process.exitCode = holds ? 0 : 1;
