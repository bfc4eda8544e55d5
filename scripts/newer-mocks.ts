/**
 * Does the checks of test/world/mocks with the packed package, and with versions of mocks that need a newer Node than
 * the tests run on, or can't be installed beside the tests' own. Fails where any check does.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { prepareProject } from "./mocks/project.ts";
import type { Report } from "./mocks/run-checks.ts";
import { fromRegistry } from "./platforms/runtimes.ts";

const run = promisify(execFile);

const folder = await mkdtemp(join(tmpdir(), "openai-uploads-mocks-"));
try {
  const programs = await prepareProject(folder);
  for (const version of ["24", "26"]) {
    const node = await fromRegistry({ package: `node@${version}`, program: "node" });
    for (const [mock, program] of Object.entries(programs)) {
      const { stdout } = await run(node, [program], { timeout: 120_000 });
      const report = Object.entries(JSON.parse(stdout) as Report);
      const failed = report.filter(([, outcome]) => outcome !== "ok");
      console.log(`Node ${version}, ${mock}: ${report.length - failed.length} of ${report.length}`);
      for (const [check, outcome] of failed) console.log(`  ${check}: ${outcome}`);
      if (failed.length > 0) process.exitCode = 1;
    }
  }
} finally {
  await rm(folder, { recursive: true, maxRetries: 3 });
}
