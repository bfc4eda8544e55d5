/** Generates a client from every document of a folder, compiles it and prints a table. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { tableOf } from "../generator/corpus/table.ts";
import { tryDocument, type Trial } from "../generator/corpus/try-document.ts";
import { loadRuntime } from "../generator/load-runtime.ts";

const { values, positionals } = parseArgs({
  options: { filter: { type: "string", default: "" } },
  allowPositionals: true,
});
const [folder = "../shared/specs/corpus"] = positionals;
const names = readdirSync(folder).filter(
  (name) => /\.(?:ya?ml|json)$/.test(name) && name.includes(values.filter),
);
const runtime = await loadRuntime();
const trials: Trial[] = [];
for (const [index, name] of names.sort().entries()) {
  console.error(`${index + 1}/${names.length} ${name}`);
  trials.push(await tryDocument(join(folder, name), runtime));
}
process.stdout.write(tableOf(trials));
process.exitCode = trials.some(({ errors }) => errors.length > 0) ? 1 : 0;
