/**
 * Compares uploading what a web server has: from its URL, from the same file by `openFile`, and with curl by way of files
 * on disk. Each in a process of its own, in turn, from nginx to a server that reads and forgets; over TLS also with agents
 * of others, and on Bun and Deno. Linux only.
 * Options: --runs (default 5), --gib (size of the file, default 1), --only (names of rows, separated by commas), --tls
 * (over TLS only), --without-tls, --compare (another checkout of this repository).
 */
import { execFile } from "node:child_process";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { startProxy } from "../../test/world/mocks/proxy.ts";
import { bundle } from "../bundle.ts";
import { fromRegistry } from "../platforms/runtimes.ts";
import { barePeak } from "../process.ts";
import { start } from "../proxies/run-proxy.ts";
import { readArguments } from "../read-arguments.ts";
import { runApart, type Command } from "../run-apart.ts";
import { nginx } from "../url-source/servers.ts";
import { buildPackages, root } from "./built.ts";
import { makeCertificate } from "./certificate.ts";
import { choose, toNumber } from "./options.ts";
import { describeMachine, labelOf, type Table } from "./report.ts";
import { measureInTurn, type Values } from "./rounds.ts";
import { startSink } from "./server.ts";
import { toMarkdown } from "./table.ts";
import { makeFiles, makeFolder } from "./upload/files.ts";
import { ofUrls } from "./upload/plans.ts";
import type { Measured, Task } from "./upload/way.ts";

const { values } = readArguments(import.meta.filename, {
  options: {
    runs: { type: "string", default: "5" },
    gib: { type: "string", default: "1" },
    only: { type: "string" },
    tls: { type: "boolean", default: false },
    "without-tls": { type: "boolean", default: false },
    compare: { type: "string" },
  },
});
const [runs, gib] = [toNumber("runs", values.runs), toNumber("gib", values.gib)];
const chosen = choose(ofUrls, values.only).filter(
  ({ isSecure }) => !values[isSecure ? "without-tls" : "tls"],
);
const compared = values.compare === undefined ? undefined : labelOf(values.compare);

interface Runtime {
  /** Before the path of a program. */
  readonly command: Command;
  /** Peak memory in bytes. */
  readonly bare: number;
}
const runtimes: Record<string, Runtime> = {
  Node: { command: [process.execPath], bare: barePeak() },
};
if (chosen.some(({ subjects }) => subjects.some(({ name }) => name.endsWith("@Bun")))) {
  const bun = await fromRegistry({ package: "bun@1.4.5", program: "bun" });
  runtimes["Bun"] = { command: [bun], bare: barePeak([bun, "-e"]) };
}
if (chosen.some(({ subjects }) => subjects.some(({ name }) => name.endsWith("@Deno")))) {
  const deno = await fromRegistry({ package: "deno@2.9.6", program: "deno" });
  const command: Command = [deno, "run", "--allow-all", "--quiet", "--node-modules-dir=manual"];
  runtimes["Deno"] = { command, bare: barePeak([deno, "eval"]) };
}

const folder = makeFolder();
const packages = await buildPackages(folder, values.compare);
await symlink(join(root, "node_modules"), join(folder, "node_modules"));
const programs = ["upload/measure.ts", "sink.ts"];
await bundle(
  programs.map((program) => join(import.meta.dirname, program)),
  folder,
  ["openai", "https-proxy-agent"],
);
// Deno looks for packages where it finds this.
await writeFile(join(folder, "package.json"), "{}");
const others = join(folder, "others");
await mkdir(others);
await installAgent(others);
const files = await makeFiles(folder, Math.round(gib * 2 ** 30));
await chmod(folder, 0o755);
const certificate = await makeCertificate(folder);
const sink = await startSink(join(folder, "sink.mjs"));
const proxy = await startProxy();
const tables: Table[] = [];
try {
  for (const { isSecure, ...plan } of chosen) {
    const given = isSecure ? certificate : undefined;
    await using server = await start(nginx.of(folder, "plain", given), { backend: 0 });
    // A name, since https-proxy-agent checks no certificate against an IP address.
    const from = `${isSecure ? "https://localhost" : "http://127.0.0.1"}:${server.port}/whole`;
    const task = {
      url: sink.url,
      from,
      fromCert: given?.cert,
      proxy: proxy.url,
      others,
      ...files,
    };
    tables.push(
      await measureInTurn(plan, { runs, compared }, ({ name, isCompared }) =>
        send({ ...task, name, built: packages[isCompared ? 1 : 0] ?? packages[0] }),
      ),
    );
  }
} finally {
  proxy.close();
  sink.stop();
}
const machine = describeMachine(`${gib} GiB, runs in turn: ${runs}`);
console.log(toMarkdown({ title: "Uploads from a URL", machine, tables }));

/** Not beside our own packages: it is for this benchmark alone. */
async function installAgent(place: string): Promise<void> {
  const flags = ["--no-audit", "--no-fund", "--no-save", "--prefix", place];
  await promisify(execFile)("npm", ["install", ...flags, "agentkeepalive@4.6.0"]);
}

async function send(task: Task): Promise<Values> {
  const program = join(folder, "upload/measure.mjs");
  const [name = "", on = "Node"] = task.name.split("@");
  const { command, bare } = runtimes[on] as Runtime;
  const measured = await runApart<Measured>(program, { ...task, name }, {}, command);
  const { seconds, cpuSeconds, peakMemory } = measured;
  return {
    speed: task.size / 1e6 / seconds,
    cpu: cpuSeconds / (task.size / 2 ** 30),
    memory: peakMemory / 1e6,
    overBare: name === "curl-twice" ? undefined : (peakMemory - bare) / 1e6,
  };
}
