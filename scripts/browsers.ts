/**
 * Uploads files that were picked in real browsers, changes them meanwhile, and says what came of it. Fails where that is
 * worse than the README promises. Options: --browser NAME, --case TEXT (part of a case's name), --way NAME.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { missingOf, type Launcher } from "./browsers/browser.ts";
import { bundleProgram } from "./browsers/bundle-program.ts";
import { cases } from "./browsers/cases.ts";
import { isPromised } from "./browsers/promises.ts";
import { chromium, firefox } from "./browsers/puppeteer.ts";
import { runCase } from "./browsers/run-case.ts";
import { startServer } from "./browsers/server.ts";
import { webkit } from "./browsers/webkit.ts";
import { readArguments } from "./read-arguments.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const { values } = readArguments(import.meta.filename, {
  options: {
    browser: { type: "string", default: "" },
    case: { type: "string", default: "" },
    way: { type: "string", default: "" },
  },
});

const ways = {
  page: { place: "page", md5: false },
  "worker with md5": { place: "worker", md5: true },
} as const;
type Row = Partial<Record<keyof typeof ways, string>>;

const chosen = cases.filter(({ name }) => name.includes(values.case));
const chosenWays = Object.entries(ways).filter(([name]) => !values.way || name === values.way);
const program = await bundleProgram("scripts/browsers/program.ts");
for (const launcher of [chromium, firefox, webkit]) {
  if (!launcher.name.includes(values.browser)) continue;
  const missing = await missingOf(launcher);
  if (missing) {
    console.error(`${launcher.name}: ${missing}`);
    process.exitCode = 1;
  } else await runIn(launcher);
}

async function runIn(launcher: Launcher): Promise<void> {
  const folder = temporaryFolder("browsers");
  const profile = join(folder, "profile");
  await mkdir(profile);
  const server = await startServer(program);
  try {
    const browser = await launcher.start(profile);
    try {
      const path = join(folder, "content.bin");
      const table: Record<string, Row> = {};
      for (const given of chosen) {
        const row: Row = (table[given.name] = {});
        for (const [name, way] of chosenWays) {
          const {
            outcome,
            seconds,
            why = "",
          } = await runCase({ browser, server, path }, given, way);
          const isFine = isPromised(outcome, { given, browser: launcher.name, md5: way.md5 });
          if (!isFine) process.exitCode = 1;
          row[name as keyof Row] = `${outcome}${isFine ? "" : " (!)"}, ${seconds} s`;
          console.log(`${browser.name}, ${given.name}, ${name}: ${row[name as keyof Row]} ${why}`);
        }
      }
      console.log(browser.name);
      console.table(table);
    } finally {
      await browser.close();
    }
  } finally {
    server.close();
  }
}
