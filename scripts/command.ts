/**
 * Installs the packed package, and shows its command: every screen at 80 and 40 columns, and what its start takes.
 * `--out FILE` writes the same as Markdown.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { screensOf } from "./command/screens.ts";
import { measureStarts } from "./command/start.ts";
import { installPackage } from "./platforms/install.ts";
import { readArguments } from "./read-arguments.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** How many times as long as Node itself the command may take to print its help. */
const limit = 1.6;

const { values } = readArguments(import.meta.filename, {
  options: { out: { type: "string" }, rounds: { type: "string", default: "25" } },
});
const folder = temporaryFolder("command");
const project = await installPackage(folder);
const text = [...(await pages(project)), ...starts(project)].join("\n");
console.log(text);
if (values.out !== undefined) await writeFile(values.out, `${text}\n`);

async function pages(project: string): Promise<string[]> {
  const lines = ["# The command `openai-uploads`, as it looks"];
  for (const columns of [80, 40]) {
    lines.push("", `## In ${columns} columns`);
    for (const { title, lines: shown } of await screensOf({ project, columns }))
      lines.push("", `### ${title}`, "", "```text", ...shown, "```");
  }
  return lines;
}

function starts(project: string): string[] {
  const command = join(project, "node_modules/openai-uploads/dist/command.cjs");
  const programs = { "node -e 0": ["-e", "0"], "openai-uploads --help": [command, "--help"] };
  const found = measureStarts(programs, Number(values.rounds));
  if (found.some(({ ratio }) => ratio > limit)) process.exitCode = 1;
  const rows = found.map(
    ({ name, cpu, ratio }) => `| \`${name}\` | ${cpu.toFixed(0)} ms | ${ratio.toFixed(2)} |`,
  );
  const head = ["| start | processor time | |", "| - | -: | -: |"];
  return ["", `## Its start, at most ${limit} times Node's own`, "", ...head, ...rows];
}
