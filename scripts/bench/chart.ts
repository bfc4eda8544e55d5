/**
 * Draws what benchmarks have written with --json: for each of the files in the arguments, a chart beside it.
 * --svg names the chart's file, if there is one.
 */
import { readFile, writeFile } from "node:fs/promises";
import type { Report } from "./report.ts";
import { toSvg } from "./svg.ts";
import { readArguments } from "../read-arguments.ts";

const { values, positionals } = readArguments(import.meta.filename, {
  options: { svg: { type: "string" } },
  allowPositionals: true,
});
if (positionals.length === 0) throw new Error("no file is named; give one that --json has written");
if (values.svg !== undefined && positionals.length > 1)
  throw new Error(`--svg: one name for ${positionals.length} charts; give one file, or no --svg`);
for (const path of positionals) {
  const report = JSON.parse(await readFile(path, "utf8")) as Report;
  const target = values.svg ?? path.replace(/(\.json)?$/, ".svg");
  await writeFile(target, toSvg(report));
  console.log(`${target}: drawn from ${path}`);
}
