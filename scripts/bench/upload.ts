/**
 * Compares ways to send a large file in parts: each in a process of its own, in turn, against a server that reads and
 * forgets. Linux only, for the sake of what it measures.
 * Options: --runs (default 5), --gib (size of the file, default 1), --only (names of rows, separated by commas),
 * --without-tls, --compare (another checkout of this repository), --json (a file to write).
 */
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { bundle } from "../bundle.ts";
import { barePeak } from "../process.ts";
import { runApart } from "../run-apart.ts";
import { buildPackages, root, type Built } from "./built.ts";
import { makeCertificate } from "./certificate.ts";
import { choose, toNumber } from "./options.ts";
import { describeMachine, labelOf, writeJson, type Report, type Table } from "./report.ts";
import { measureInTurn, type Turn, type Values } from "./rounds.ts";
import { startSink } from "./server.ts";
import { toMarkdown } from "./table.ts";
import { makeFiles, makeFolder } from "./upload/files.ts";
import { plans } from "./upload/plans.ts";
import type { Measured, Task } from "./upload/way.ts";
import { readArguments } from "../read-arguments.ts";

const { values } = readArguments(import.meta.filename, {
  options: {
    runs: { type: "string", default: "5" },
    gib: { type: "string", default: "1" },
    only: { type: "string" },
    "without-tls": { type: "boolean", default: false },
    compare: { type: "string" },
    json: { type: "string" },
  },
});
const [runs, gib] = [toNumber("runs", values.runs), toNumber("gib", values.gib)];
const chosen = choose(plans, values.only).filter(
  ({ isSecure }) => !(isSecure && values["without-tls"]),
);
const compared = values.compare === undefined ? undefined : labelOf(values.compare);
const bare = barePeak();

const folder = makeFolder();
const packages = await buildPackages(folder, values.compare);
await symlink(join(root, "node_modules"), join(folder, "node_modules"));
const programs = ["upload/measure.ts", "sink.ts"];
await bundle(
  programs.map((program) => join(import.meta.dirname, program)),
  folder,
  ["openai"],
);
const files = await makeFiles(folder, Math.round(gib * 2 ** 30));
const certificate = await makeCertificate(folder);
const tables: Table[] = [];
for (const { isSecure, ...plan } of chosen) {
  const sink = await startSink(join(folder, "sink.mjs"), isSecure ? certificate : undefined);
  try {
    const cert = isSecure ? certificate.cert : undefined;
    const measure = (turn: Turn) =>
      send({ name: turn.name, url: sink.url, cert, built: packageOf(packages, turn), ...files });
    tables.push(await measureInTurn(plan, { runs, compared }, measure));
  } finally {
    sink.stop();
  }
}
const machine = describeMachine(`${gib} GiB, runs in turn: ${runs}`);
const report: Report = { title: "Uploads of large files", machine, tables };
console.log(toMarkdown(report));
if (values.json !== undefined) await writeJson(values.json, report);

function packageOf(packages: readonly [Built, ...Built[]], { isCompared }: Turn): Built {
  return packages[isCompared ? 1 : 0] ?? packages[0];
}

async function send(task: Task): Promise<Values> {
  // Read by Node as it starts, so it is for the environment.
  const env = task.cert === undefined ? {} : { NODE_EXTRA_CA_CERTS: task.cert };
  const program = join(folder, "upload/measure.mjs");
  const { seconds, cpuSeconds, peakMemory } = await runApart<Measured>(program, task, env);
  return {
    speed: task.size / 1e6 / seconds,
    cpu: cpuSeconds / (task.size / 2 ** 30),
    memory: peakMemory / 1e6,
    // Of curl this would say nothing.
    overBare: task.name === "curl" ? undefined : (peakMemory - bare) / 1e6,
  };
}
