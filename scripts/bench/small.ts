/**
 * What small uploads and a start cost: `uploadFile` over both transports beside `node:http`, `fetch` and the official
 * package, each in a process of its own, in turn, against a server in another process. Linux only, for the sake of what
 * it measures. Without --calls, --files or --startup, all three.
 * Options: --calls, --files, --startup; --runs (default 5; a start is measured five times in each), --compare (another
 * checkout of this repository), --json (a file to write). For --calls: --uploads (per run, default 500), --warm-up (as
 * many are sent before them and not counted, default 0), --seconds (after which a run sends no more, default 10),
 * --concurrency (default 16), --only (names of rows, separated by commas).
 */
import { symlink, writeFile } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { bundle } from "../bundle.ts";
import { buildPackages, root } from "./built.ts";
import { choose, toNumber } from "./options.ts";
import { describeMachine, labelOf, writeJson, type Report, type Table } from "./report.ts";
import { measureInTurn } from "./rounds.ts";
import { startSink } from "./server.ts";
import { measureCalls, measureStart, type Setting } from "./small/measures.ts";
import { calls, files, firstUploads, imports } from "./small/plans.ts";
import { toMarkdown } from "./table.ts";
import { readArguments } from "../read-arguments.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const { values } = readArguments(import.meta.filename, {
  options: {
    calls: { type: "boolean" },
    files: { type: "boolean" },
    startup: { type: "boolean" },
    runs: { type: "string", default: "5" },
    uploads: { type: "string", default: "500" },
    "warm-up": { type: "string", default: "0" },
    seconds: { type: "string", default: "10" },
    concurrency: { type: "string", default: "16" },
    only: { type: "string" },
    compare: { type: "string" },
    json: { type: "string" },
  },
});
const hasAll = !values.calls && !values.files && !values.startup;
const runs = toNumber("runs", values.runs);
const uploads = toNumber("uploads", values.uploads);
const warmUp = toNumber("warm-up", values["warm-up"], 0);
const seconds = toNumber("seconds", values.seconds);
const concurrency = toNumber("concurrency", values.concurrency);
const compared = values.compare === undefined ? undefined : labelOf(values.compare);

const folder = temporaryFolder("bench");
const packages = await buildPackages(folder, values.compare);
await symlink(join(root, "node_modules"), join(folder, "node_modules"));
const programs = ["small/measure.ts", "small/start.ts", "sink.ts"];
await bundle(
  programs.map((program) => join(import.meta.dirname, program)),
  folder,
  ["openai"],
);
const sink = await startSink(join(folder, "sink.mjs"));
try {
  const built: Setting["built"] = ({ isCompared }) => packages[isCompared ? 1 : 0] ?? packages[0];
  const tables = await measureAll({ folder, url: sink.url, built });
  const title = "Small uploads and start-up";
  const machine = describeMachine(
    `${uploads} uploads${warmUp ? ` after ${warmUp}` : ""}, ${concurrency} at a time, runs in turn: ${runs}`,
  );
  const report: Report = { title, machine, tables };
  console.log(toMarkdown(report));
  if (values.json !== undefined) await writeJson(values.json, report);
} finally {
  sink.stop();
}

async function measureAll(setting: Setting): Promise<Table[]> {
  const paths = await makeSmallFiles(500);
  const tables: Table[] = [];
  if (hasAll || values.calls) {
    const [plan = calls] = choose([calls], values.only);
    const load = { paths: paths.slice(0, 1), warmUp, uploads, seconds, concurrency };
    const measure = measureCalls(setting, load);
    tables.push(await measureInTurn(plan, { runs, compared }, measure));
  }
  if (hasAll || values.files) {
    const load = { paths, warmUp: 0, uploads: paths.length, seconds: 600, concurrency: 8 };
    tables.push(await measureInTurn(files, { runs, compared }, measureCalls(setting, load)));
  }
  if (hasAll || values.startup) {
    const measure = measureStart(setting, paths);
    for (const plan of [imports, firstUploads])
      tables.push(await measureInTurn(plan, { runs: runs * 5, compared }, measure));
  }
  return tables;
}

async function makeSmallFiles(count: number): Promise<string[]> {
  const paths = Array.from({ length: count }, (_, index) => join(folder, `${index}.bin`));
  for (const path of paths) await writeFile(path, randomBytes(10 * 1024));
  return paths;
}
