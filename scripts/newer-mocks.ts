/**
 * Does the checks of test/world/mocks with the packed package, and with versions of mocks that need a newer Node than
 * the tests run on, or can't be installed beside the tests' own; and, with each Node that the package is for, those of
 * how it writes to a connection. Fails where any check does.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { prepareProject } from "./mocks/project.ts";
import type { Report } from "./mocks/run-checks.ts";
import { prepareSockets } from "./mocks/sockets.ts";
import { fromRegistry } from "./platforms/runtimes.ts";
import { readArguments } from "./read-arguments.ts";
import { temporaryFolder } from "./temporary-folder.ts";

readArguments(import.meta.filename);

const run = promisify(execFile);

const folder = temporaryFolder("mocks");
const sockets = { "its connections": await prepareSockets(folder) };
const mocks = await prepareProject(folder);
for (const version of ["20", "22", "24", "26"]) {
  const node = await fromRegistry({ package: `node@${version}`, program: "node" });
  const programs = Number(version) < 24 ? sockets : { ...sockets, ...mocks };
  for (const [what, program] of Object.entries<string>(programs)) {
    const { stdout } = await run(node, [program], { timeout: 120_000 });
    const report = Object.entries(JSON.parse(stdout) as Report);
    const failed = report.filter(([, outcome]) => outcome !== "ok");
    console.log(`Node ${version}, ${what}: ${report.length - failed.length} of ${report.length}`);
    for (const [check, outcome] of failed) console.log(`  ${check}: ${outcome}`);
    if (failed.length > 0) process.exitCode = 1;
  }
}
