import { readFile, writeFile } from "node:fs/promises";
import { inspect, parseArgs } from "node:util";
import { InputError } from "../input-error.ts";
import { isObject, type JsonObject } from "../json.ts";
import { loadOverlay } from "./overlay.ts";
import { parseYaml } from "./parse-yaml.ts";
import { pull } from "./pull.ts";
import { readSource } from "./read-source.ts";
import { reportOf, warningsOf } from "./report.ts";

const help = `Usage: npm run spec:pull -- FILE|URL [options]

Cuts one tag out of a full OpenAPI document, with everything it refers to, repairs it and writes it as YAML: facts
are the document's, words (summary, description, example, x-…) are those of a document of ours.

  FILE|URL         the full document, YAML or JSON, or its https address
  --tag NAME       the tag to cut out (here: Uploads)
  --out FILE       the file to write (here: spec/uploads.yaml)
  --words FILE     the document whose words are kept; it may be missing (here: spec/uploads.yaml)
  --overlay FILE   an OpenAPI Overlay 1.0 with the repairs (here: spec/overlay.yaml)
  --help           show this

Exit codes: 0 done, warnings on stderr; 2 bad input, nothing written.
`;

const seeHelp = "See npm run spec:pull -- --help.";

async function main(): Promise<number> {
  const { values, positionals } = parse();
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [source] = positionals;
  const { tag, out, words, overlay } = values;
  if (source === undefined || positionals.length > 1 || tag === undefined || out === undefined)
    throw new InputError("one FILE or URL, --tag and --out are needed", seeHelp);
  const [document, ours, actions] = await Promise.all([
    readSource(source),
    readOurs(words ?? out),
    overlay === undefined ? [] : loadOverlay(overlay),
  ]);
  const pulled = pull({ document, source, tag, overlay: actions, ...ours });
  const before = await readIfThere(out);
  if (before !== pulled.text) await writeFile(out, pulled.text);
  for (const warning of warningsOf(pulled, overlay ?? "")) process.stderr.write(warning);
  process.stdout.write(
    `${reportOf(pulled)}${source}, ${tag} → ${out}: ${before === pulled.text ? "unchanged" : "written"}\n`,
  );
  return 0;
}

function parse() {
  const options = {
    tag: { type: "string" },
    out: { type: "string" },
    words: { type: "string" },
    overlay: { type: "string" },
    help: { type: "boolean", default: false },
  } as const;
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(message, seeHelp, { cause });
  }
}

async function readOurs(file: string): Promise<{ ours: JsonObject; heading: string }> {
  const text = await readIfThere(file);
  const heading = /^(?:#.*\n)*/.exec(text)?.[0] ?? "";
  const ours: unknown = text === "" ? {} : parseYaml(text, file);
  if (!isObject(ours))
    throw new InputError(`${file} is not an OpenAPI document`, "Check the path given to --words.");
  return { ours, heading };
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  // Anything but an InputError is a defect of ours, and its stack is what a report needs.
  process.stderr.write(`${error instanceof InputError ? error.message : inspect(error)}\n`);
  process.exitCode = 2;
}
