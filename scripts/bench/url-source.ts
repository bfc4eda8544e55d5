/**
 * Compares uploading what a web server has: from its URL, from the same file by `openFile`, and with curl by way of files
 * on disk. Each in a process of its own, in turn, from nginx to a server that reads and forgets. Linux only.
 * Options: --runs (default 5), --gib (size of the file, default 1).
 */
import { chmod, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "../bundle.ts";
import { barePeak } from "../process.ts";
import { start } from "../proxies/run-proxy.ts";
import { runApart } from "../run-apart.ts";
import { nginx } from "../url-source/servers.ts";
import { buildPackage, root } from "./built.ts";
import { toNumber } from "./options.ts";
import { describeMachine } from "./report.ts";
import { measureInTurn, type Turn, type Values } from "./rounds.ts";
import { startSink } from "./server.ts";
import { toMarkdown } from "./table.ts";
import { makeFiles, makeFolder } from "./upload/files.ts";
import { ofUrls } from "./upload/plans.ts";
import type { Measured, Task } from "./upload/way.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    gib: { type: "string", default: "1" },
  },
});
const [runs, gib] = [toNumber("runs", values.runs), toNumber("gib", values.gib)];
const bare = barePeak();
const folder = makeFolder();
try {
  const built = await buildPackage(root, join(folder, "package"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  const programs = ["upload/measure.ts", "sink.ts"];
  await bundle(
    programs.map((program) => join(import.meta.dirname, program)),
    folder,
    ["openai"],
  );
  const files = await makeFiles(folder, Math.round(gib * 2 ** 30));
  await chmod(folder, 0o755);
  await using server = await start(nginx.of(folder), { backend: 0 });
  const sink = await startSink(join(folder, "sink.mjs"));
  const from = `http://127.0.0.1:${server.port}/whole`;
  try {
    const table = await measureInTurn(ofUrls, { runs, compared: undefined }, ({ name }: Turn) =>
      send({ name, url: sink.url, built, from, ...files }),
    );
    const machine = describeMachine(`${gib} GiB, runs in turn: ${runs}`);
    console.log(toMarkdown({ title: "Uploads from a URL", machine, tables: [table] }));
  } finally {
    sink.stop();
  }
} finally {
  await rm(folder, { recursive: true });
}

async function send(task: Task): Promise<Values> {
  const program = join(folder, "upload/measure.mjs");
  const { seconds, cpuSeconds, peakMemory } = await runApart<Measured>(program, task);
  return {
    speed: task.size / 1e6 / seconds,
    cpu: cpuSeconds / (task.size / 2 ** 30),
    memory: peakMemory / 1e6,
    overBare: task.name === "curl-twice" ? undefined : (peakMemory - bare) / 1e6,
  };
}
