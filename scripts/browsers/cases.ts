/** What may happen to a file while it is uploaded. */
import { execFile } from "node:child_process";
import { open, rename, rm, truncate, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Order } from "./order.ts";
import type { Moment } from "./server.ts";

const run = promisify(execFile);

/** Bytes. More than a connection on loopback holds in its buffers while the server reads nothing. */
const partSize = 12 * 2 ** 20;
const wholePart = 64 * 2 ** 20;
export const contentSize = 5 * partSize - 12_346;

/** Changes the file at the path; `other` is another content of the same size. */
type Change = (path: string, other: Uint8Array) => Promise<void>;

export interface Case {
  readonly name: string;
  readonly source: Order["source"];
  readonly partSize: number;
  readonly concurrency: number;
  readonly change?: Change | "in page" | undefined;
  /** When it changes; before the upload if there is none. */
  readonly moment?: Moment | undefined;
  /** Whether the time of its last change stays what it was. */
  readonly keepsTimes?: boolean | undefined;
  /** Whether only single bytes change. */
  readonly isFewBytes?: boolean | undefined;
  /** Whether it is uploaded again, as the File that it was, after the change. */
  readonly again?: boolean | undefined;
}

const rewrite: Change = (path, other) => writeFile(path, other, { flag: "r+" });

const changes: Record<string, Change> = {
  "rewritten in place": rewrite,
  "replaced by rename": async (path, other) => {
    await writeFile(`${path}.new`, other);
    await rename(`${path}.new`, path);
  },
  "replaced by a longer one": async (path, other) => {
    await writeFile(`${path}.new`, [other, other]);
    await rename(`${path}.new`, path);
  },
  "rewritten, mtime restored": (path, other) =>
    keepingTimes(path, () => writeFile(path, other, { flag: "r+" })),
  "two bytes changed, mtime restored": (path, other) =>
    keepingTimes(path, () => editTwice(path, other)),
  "two bytes changed": editTwice,
  truncated: (path) => truncate(path, contentSize / 2),
  deleted: (path) => rm(path),
  "appended to": (path, other) => writeFile(path, other, { flag: "a" }),
};

/** To the nanosecond, which Node's own times don't have. */
async function keepingTimes(path: string, change: () => Promise<void>): Promise<void> {
  const times = `${path}.times`;
  await run("touch", ["--reference", path, times]);
  await change();
  await run("touch", ["--reference", times, path]);
}

/** One byte early in the first part, and one late in the last. */
async function editTwice(path: string, other: Uint8Array): Promise<void> {
  const file = await open(path, "r+");
  try {
    for (const at of [1_000_000, contentSize - 1_000_000])
      await file.write(other.subarray(at, at + 1), 0, 1, at);
  } finally {
    await file.close();
  }
}

const picked = { source: "picked", partSize, concurrency: 2 } as const;

/** The third part begins: the first has arrived or is about to, the second is on its way. */
const midway: Moment = { at: "arrival", part: 3 };

export const cases: readonly Case[] = [
  { ...picked, name: "one part", partSize: wholePart },
  { ...picked, name: "five parts" },
  { ...picked, name: "from memory", source: "memory" },
  { ...picked, name: "as a stream", source: "stream" },
  { ...picked, name: "of the origin's own file system", source: "own file system" },
  ...Object.entries(changes).flatMap(([how, change]) => atAllTimes(how, change)),
  { ...picked, name: "rewritten after, and uploaded again", change: rewrite, again: true },
  {
    ...picked,
    name: "as a stream, rewritten midway",
    source: "stream",
    change: rewrite,
    moment: midway,
  },
  {
    ...picked,
    name: "of the origin's own file system, rewritten midway",
    source: "own file system",
    change: "in page",
    moment: midway,
  },
];

function atAllTimes(how: string, change: Change): Case[] {
  const keepsTimes = how.includes("mtime restored");
  const changed = { ...picked, change, keepsTimes, isFewBytes: how.includes("two bytes") };
  const between: Moment = { at: "response", part: 1 };
  const inside: Moment = { at: "arrival", part: 1 };
  return [
    { ...changed, name: `${how} before` },
    { ...changed, name: `${how} midway`, moment: midway },
    { ...changed, name: `${how} in its only part`, partSize: wholePart, moment: inside },
    { ...changed, name: `${how} between parts`, concurrency: 1, moment: between },
  ];
}
