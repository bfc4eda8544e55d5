/**
 * Uploads a sparse file of 8,000,000,000 bytes, with md5, to the test server in another process, and says what memory
 * that takes. Linux only, for the sake of what it measures. Options: --transport (node or fetch; default both in turn),
 * --source (file, or stream for what comes once; default file), --bytes, and --part-size and --concurrency as
 * `uploadFile` has them.
 */
import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { md5OfPath } from "../test/crash/file.ts";
import { bundle } from "./bundle.ts";
import type { Received } from "./large/server.ts";
import type { Measured, Order } from "./large/uploader.ts";
import { barePeak } from "./process.ts";
import { runApart } from "./run-apart.ts";
import { atExit } from "./at-exit.ts";
import { readArguments } from "./read-arguments.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const { values } = readArguments(import.meta.filename, {
  options: {
    transport: { type: "string", multiple: true, default: ["node", "fetch"] },
    source: { type: "string", default: "file" },
    bytes: { type: "string", default: "8000000000" },
    "part-size": { type: "string" },
    concurrency: { type: "string" },
  },
});
const size = Number(values.bytes);
const folder = temporaryFolder("large");
const path = join(folder, "large.bin");
const programs = ["server", "uploader"].map((name) =>
  join(import.meta.dirname, `large/${name}.ts`),
);
await Promise.all([writeSparseFile(), bundle(programs, folder)]);
const md5 = await md5OfPath(path);
const rows = [];
for (const transport of values.transport) rows.push(await upload(transport, md5));
console.table(rows);
process.exitCode = rows.every(({ result }) => result === "as sent") ? 0 : 1;

/** Zeros, but for a few places that would show if a range went astray. */
async function writeSparseFile(): Promise<void> {
  await using file = await open(path, "wx");
  await file.truncate(size);
  for (const at of [0, 2 ** 31, 2 ** 32 - 500, size - 1000]) {
    if (at < size) await file.write(randomBytes(1000), 0, 1000, at);
  }
}

async function upload(transport: string, md5: string) {
  const content = join(folder, transport);
  await mkdir(content);
  const server = fork(join(folder, "server.mjs"), [content], { execArgv: [] });
  server.once(
    "exit",
    atExit(() => server.kill()),
  );
  try {
    const [baseUrl] = (await once(server, "message")) as [string];
    const { source, concurrency } = values;
    const partSize = values["part-size"];
    const order: Order = { baseUrl, path, transport, source, partSize, concurrency };
    const measured = await runApart<Measured>(join(folder, "uploader.mjs"), order);
    server.send("report");
    const [received] = (await once(server, "message")) as [Received];
    const isRight =
      received.status === "completed" && received.size === size && received.md5 === md5;
    return {
      transport,
      source,
      ...inMB(measured),
      md5: received.md5,
      result: isRight ? "as sent" : JSON.stringify({ ...received, wanted: { size, md5 } }),
    };
  } finally {
    server.kill();
    await rm(content, { recursive: true });
  }
}

function inMB({ seconds, peakMemory }: Measured) {
  const bare = barePeak();
  return {
    seconds: Math.round(seconds),
    "MB/s": Math.round(size / 1e6 / seconds),
    "peak memory MB": Math.round(peakMemory / 1e6),
    "over a bare process MB": Math.round((peakMemory - bare) / 1e6),
  };
}
