import { fileListPath } from "../files/file-list.ts";
import { nameOf } from "../files/read-given.ts";
import { generate } from "../generate.ts";
import { InputError } from "../errors.ts";
import { loadPackage } from "../load/package.ts";
import { loadRuntime } from "../load/runtime.ts";
import { loadSpec } from "../load/document.ts";
import { mendSpec } from "../load/apply-overlay.ts";
import { outcomeOf, type Outcome } from "./outcome.ts";
import { readOptions, seeHelp } from "./options.ts";
import { compareFiles, unifiedDiff, writeFiles, type Difference } from "../files/write-files.ts";

const command = "npm run generate";

const help = `Usage: npm run generate [-- options]

Generates a typed client package from an OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0 document. Without --spec and --out, that
is this project's own: --spec spec/uploads.yaml --out generated --package spec/package --runtime uploads.

  --spec FILE      the document, YAML or JSON; - reads it from standard input
  --overlay FILE   an OpenAPI Overlay 1.0 to apply to the document first
  --out DIR        the folder to fill; files of an earlier run that are no longer generated are deleted, others stay
  --package DIR    package.json (name, version, …), LICENSE, CHANGELOG.md, client.json and the README's introduction
  --runtime NAME   a folder of generator/runtime that ships besides what every API uses
  --check          write nothing; show what is stale as a unified diff
  --help           show this

Exit codes: 0 done, or fresh with --check; 1 stale; 2 bad input, nothing written.
`;

/** The whole command line but for printing and exiting. */
export function run(argv: readonly string[]): Promise<Outcome> {
  return outcomeOf(() => runOrThrow(argv));
}

async function runOrThrow(argv: readonly string[]): Promise<Outcome> {
  const given = readOptions(command, argv, { options }).values;
  const isOther = given.spec !== undefined || given.out !== undefined;
  const effective = isOther ? given : { ...own, ...given };
  const { check, help: wantsHelp, spec, overlay, out, runtime, package: folder } = effective;
  if (wantsHelp) return { code: 0, stdout: help, stderr: "" };
  if (spec === undefined || out === undefined) {
    throw new InputError("--spec and --out are both needed", seeHelp(command));
  }
  const document = await loadSpec(spec, { isGiven: true });
  const warnings = overlay === undefined ? [] : await mendSpec(document, overlay);
  const files = await generate({
    document,
    file: nameOf(spec),
    runtime: await loadRuntime(runtime),
    package: folder === undefined ? undefined : await loadPackage(folder),
    warn: (warning) => warnings.push(warning),
  });
  const stderr = warnings.join("");
  if (check) return { ...report(compareFiles(out, files), out), stderr };
  const { differences, leftBehind } = writeFiles(out, files);
  const stdout = `${deletions(differences, out)}${nameOf(spec)} → ${out}: ${summary(files, differences)}\n`;
  return { code: 0, stdout, stderr: stderr + leftovers(leftBehind, out) };
}

/** What this project generates. */
const own = {
  spec: "spec/uploads.yaml",
  out: "generated",
  package: "spec/package",
  runtime: "uploads",
};

/** What `--help` lists. */
const options = {
  spec: { type: "string" },
  overlay: { type: "string" },
  out: { type: "string" },
  package: { type: "string" },
  runtime: { type: "string" },
  check: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

function deletions(differences: readonly Difference[], out: string): string {
  const strays = differences.filter(({ kind }) => kind === "stray");
  return strays.map(({ path }) => `deleted: ${out}/${path}\n`).join("");
}

function summary(files: readonly unknown[], differences: readonly Difference[]): string {
  const deleted = differences.filter(({ kind }) => kind === "stray").length;
  const changed = `${files.length} files, ${differences.length - deleted} changed`;
  return deleted === 0 ? changed : `${changed}, ${deleted} deleted`;
}

function leftovers(paths: readonly string[], out: string): string {
  if (paths.length === 0) return "";
  const lines = paths.map((path) => `  ${out}/${path}\n`).join("");
  return `${out} had no ${fileListPath} yet, so nothing was deleted. Delete what you don't need of:\n${lines}`;
}

function report(differences: readonly Difference[], out: string): Outcome {
  if (differences.length === 0) return { code: 0, stdout: `${out} is fresh\n`, stderr: "" };
  const diffs = differences.map((difference) => unifiedDiff(out, difference));
  const list = differences.map(({ kind, path }) => `${kind}: ${out}/${path}`);
  const remedy = "To fix it: npm run generate (with the same options, without --check)";
  return { code: 1, stdout: [...diffs, ...list, "", remedy, ""].join("\n"), stderr: "" };
}
