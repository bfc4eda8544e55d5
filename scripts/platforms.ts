/**
 * Installs the packed package and runs one program with it on every platform it is for. Fails where any check does.
 * Option: --only NAME.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeContent } from "./platforms/content.ts";
import { buildProgram, installPackage } from "./platforms/install.ts";
import type { Report } from "./platforms/program.ts";
import { runOn } from "./platforms/run.ts";
import { findRuntimes } from "./platforms/runtimes.ts";
import { checkTypes } from "./platforms/types.ts";
import { readArguments } from "./read-arguments.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const { values } = readArguments(import.meta.filename, {
  options: { only: { type: "string", default: "" } },
});
const onNode = [{ entry: "openai-uploads/node" }, { entry: "openai-uploads" }] as const;
const inBrowser = [
  { entry: "openai-uploads", page: "page" },
  { entry: "openai-uploads", page: "worker" },
] as const;

const folder = temporaryFolder("platforms");
const project = await installPackage(folder);
const path = join(folder, "content.bin");
await writeFile(path, makeContent());
const types = await checkTypes(project);
const table: Record<string, Report> = {};
for (const runtime of await findRuntimes(values.only)) {
  for (const way of runtime.isBrowser ? inBrowser : onNode) {
    const name = [runtime.name, ...Object.values(way)].join(" ");
    const program = await buildProgram(project, { ...way, isBrowser: runtime.isBrowser });
    const place = { folder: join(project, name.replaceAll(/\W/g, "-")), path };
    table[name] = runtime.start
      ? await runOn(runtime.start, { ...way, program }, place)
      : { "not run": runtime.problem ?? "" };
    console.log(`${name}\n`, table[name]);
  }
}
console.table(table);
console.table(types);
const found = [...Object.values(types), ...Object.values(table)].flatMap((report) =>
  Object.entries(report),
);
const failed = found.filter(
  ([check, it]) => check !== "not run" && !["ok", "-", "lost"].includes(it),
);
process.exitCode = failed.length > 0 ? 1 : 0;
