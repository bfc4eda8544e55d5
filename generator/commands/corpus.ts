import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileError } from "../files/file-error.ts";
import { InputError } from "../errors.ts";
import { loadRuntime } from "../load/runtime.ts";
import { outcomeOf, type Outcome } from "./outcome.ts";
import { tableOf } from "../corpus/table.ts";
import { readOptions, seeHelp } from "./options.ts";
import { tryDocument, type Trial } from "../corpus/try-document.ts";

const command = "npm run corpus";

const help = `Usage: npm run corpus -- [FOLDER|FILE] [options]

Generates a client from every OpenAPI document of a folder, compiles it as a strict consumer would, and prints a table.
All of it happens in memory. Warnings of the documents are those of npm run generate, and not shown.

  FOLDER|FILE      documents, .yaml, .yml or .json; or a single one (default: ../shared/specs/corpus)
  --filter TEXT    only those with TEXT in their name
  --help           show this

Exit codes: 0 every client compiles, or its document was refused; 1 some don't compile; 2 bad input.
`;

/**
 * The whole command line but for printing and exiting.
 *
 * @param onProgress Told a line before each document.
 */
export function run(
  argv: readonly string[],
  onProgress: (line: string) => void = () => undefined,
): Promise<Outcome> {
  return outcomeOf(() => runOrThrow(argv, onProgress));
}

async function runOrThrow(
  argv: readonly string[],
  onProgress: (line: string) => void,
): Promise<Outcome> {
  const { values, positionals } = readOptions(command, argv, { options, allowPositionals: true });
  if (values.help) return { code: 0, stdout: help, stderr: "" };
  const [place = "../shared/specs/corpus", ...others] = positionals;
  if (others.length > 0) throw new InputError("one FOLDER or FILE, not several", seeHelp(command));
  const files = documentsIn(place, values.filter);
  const runtime = await loadRuntime();
  const trials: Trial[] = [];
  for (const [index, file] of files.entries()) {
    onProgress(`${index + 1}/${files.length} ${file}\n`);
    trials.push(await tryDocument(file, runtime));
  }
  const breaks = trials.some(({ errors }) => errors.length > 0);
  return { code: breaks ? 1 : 0, stdout: tableOf(trials), stderr: "" };
}

/** What `--help` lists. */
const options = {
  filter: { type: "string", default: "" },
  help: { type: "boolean", default: false },
} as const;

function isFolder(place: string): boolean {
  try {
    const stats = statSync(place, { throwIfNoEntry: false });
    if (stats !== undefined) return stats.isDirectory();
  } catch (error) {
    throw fileError(error, `${place} can't be read`);
  }
  throw new InputError(`${place}: there is no such folder or file`, "Name one with documents.");
}

function documentsIn(place: string, filter: string): string[] {
  if (!isFolder(place)) return [place];
  const names = readdirSync(place).filter(
    (name) => /\.(?:ya?ml|json)$/.test(name) && name.includes(filter),
  );
  if (names.length === 0) {
    const wanted = filter === "" ? "" : ` with ${JSON.stringify(filter)} in its name`;
    throw new InputError(`${place} has no .yaml, .yml or .json file${wanted}`, seeHelp(command));
  }
  return names.sort().map((name) => join(place, name));
}
