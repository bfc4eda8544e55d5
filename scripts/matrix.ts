/**
 * Installs the packed package beside compilers, test runners, bundlers and packagers, tries it in each, and prints a
 * table. Fails where any cell does. `--only TEXT` runs the rows whose name has the text in it.
 */
import { bundlers } from "./matrix/bundlers.ts";
import { linters } from "./matrix/linters.ts";
import { packagers } from "./matrix/packagers.ts";
import { next } from "./matrix/next.ts";
import { installTools, type Row } from "./matrix/project.ts";
import { testRunners } from "./matrix/test-runners.ts";
import { compilers } from "./matrix/types.ts";
import { packPackage } from "./platforms/install.ts";
import { readArguments } from "./read-arguments.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const { values } = readArguments(import.meta.filename, {
  options: { only: { type: "string", default: "" } },
});
const rows = [...compilers, ...testRunners, ...bundlers, next, ...packagers, ...linters].filter(
  ({ name }) => name.includes(values.only),
);
if (rows.length === 0) throw new Error(`no row of the matrix has "${values.only}" in its name`);

const folder = temporaryFolder("matrix");
const tarball = await packPackage(folder);
const table: Record<string, Record<string, string>> = {};
for (const row of rows) table[row.name] = await tryRow(row, tarball);
console.table(table);
const failed = Object.values(table).flatMap(Object.values).filter(isFailure);
process.exitCode = failed.length > 0 ? 1 : 0;

async function tryRow(row: Row, tarball: string): Promise<Record<string, string>> {
  const project = await installTools(folder, row, tarball);
  const cells: Record<string, string> = {};
  for (const [name, cell] of Object.entries(row.cells)) {
    try {
      cells[name] = (await cell(project, tarball)) ?? "ok";
    } catch (error) {
      const { stdout = "", stderr = "", message } = error as Error & Partial<Outputs>;
      cells[name] = "failed";
      console.error(`${row.name}, ${name}: ${message}\n${stdout}${stderr}`);
    }
  }
  console.log(row.name, cells);
  return cells;
}

interface Outputs {
  readonly stdout: string;
  readonly stderr: string;
}

/** A cell that can't be is "-" with its reason. */
function isFailure(cell: string): boolean {
  return cell !== "ok" && !cell.startsWith("-");
}
