import { inspect, parseArgs } from "node:util";
import { generate } from "./generate.ts";
import { InputError } from "./input-error.ts";
import { loadPackage } from "./load-package.ts";
import { loadRuntime } from "./load-runtime.ts";
import { loadSpec } from "./load-spec.ts";
import { compareFiles, unifiedDiff, writeFiles, type Difference } from "./write-files.ts";

const help = `Usage: npm run generate -- [options]

Generates a typed client package from an OpenAPI 3.0 or 3.1 document.

  --spec FILE      the document, YAML or JSON (here: spec/uploads.yaml)
  --out DIR        the folder to fill; whatever else is in it is deleted (here: generated)
  --package DIR    package.json (name, version, …), LICENSE and the README's introduction (here: spec/package)
  --runtime NAME   a folder of generator/runtime that ships besides what every API uses (here: uploads)
  --check          write nothing; show what is stale as a unified diff
  --help           show this

Exit codes: 0 done, or fresh with --check; 1 stale; 2 bad input, nothing written.
`;

interface Arguments {
  spec: string;
  out: string;
  package?: string;
  runtime?: string;
  check: boolean;
  help: boolean;
}

async function main(): Promise<number> {
  const args = readArguments();
  if (args.help) {
    process.stdout.write(help);
    return 0;
  }
  const [document, runtime] = await Promise.all([loadSpec(args.spec), loadRuntime(args.runtime)]);
  const source = args.package === undefined ? undefined : await loadPackage(args.package);
  const files = await generate({ document, file: args.spec, runtime, package: source });
  if (args.check) return report(await compareFiles(args.out, files), args.out);
  const changed = await writeFiles(args.out, files);
  process.stdout.write(
    `${args.spec} → ${args.out}: ${files.length} files, ${changed.length} changed\n`,
  );
  return 0;
}

function readArguments(): Arguments {
  const { spec, out, ...others } = parse();
  if (others.help) return { ...others, spec: "", out: "" };
  if (spec === undefined || out === undefined)
    throw new InputError("--spec and --out are both needed", seeHelp);
  return { ...others, spec, out };
}

const seeHelp = "See npm run generate -- --help.";

function parse() {
  const options = {
    spec: { type: "string" },
    out: { type: "string" },
    package: { type: "string" },
    runtime: { type: "string" },
    check: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch (cause) {
    throw new InputError(cause instanceof Error ? cause.message : String(cause), seeHelp, {
      cause,
    });
  }
}

function report(differences: readonly Difference[], out: string): number {
  if (differences.length === 0) {
    process.stdout.write(`${out} is fresh\n`);
    return 0;
  }
  for (const difference of differences) process.stdout.write(`${unifiedDiff(out, difference)}\n`);
  for (const { kind, path } of differences) process.stdout.write(`${kind}: ${out}/${path}\n`);
  process.stdout.write("\nTo fix it: npm run generate (with the same options, without --check)\n");
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  // Anything but an InputError is a defect of ours, and its stack is what a report needs.
  process.stderr.write(`${error instanceof InputError ? error.message : inspect(error)}\n`);
  process.exitCode = 2;
}
