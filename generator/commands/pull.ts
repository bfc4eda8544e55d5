import { basename, dirname } from "node:path";
import { InputError } from "../errors.ts";
import { nameOf } from "../files/read-given.ts";
import { readIfThere } from "../files/read-text.ts";
import { checkPlace, replaceFiles } from "../files/replace-files.ts";
import { isObject, type JsonObject } from "../json.ts";
import { loadOverlay } from "../load/overlay.ts";
import { parseYaml } from "../load/parse-yaml.ts";
import { pull } from "../pull/pull.ts";
import { readSource } from "../pull/read-source.ts";
import { reportOf, warningsOf } from "../pull/report.ts";
import { readOptions, seeHelp } from "./options.ts";
import { outcomeOf, type Outcome } from "./outcome.ts";

const command = "npm run spec:pull";

const help = `Usage: npm run spec:pull -- FILE|URL [options]

Cuts one tag out of a full OpenAPI document, with everything it refers to, repairs it and writes it as YAML: facts
are the document's, words (summary, description, example, x-…) are those of a document of ours. Without --tag, that is
this project's own: --tag Uploads --out spec/uploads.yaml --words spec/uploads.yaml --overlay spec/overlay.yaml.

  FILE|URL         the full document, YAML or JSON, or its https address; - reads it from standard input
  --tag NAME       the tag to cut out; for another API
  --out FILE       the file to write
  --words FILE     the document whose words are kept; it may be missing (default: the one of --out)
  --overlay FILE   an OpenAPI Overlay 1.0 or 1.1 with the repairs (default: none)
  --help           show this

Exit codes: 0 done, warnings on stderr; 2 bad input, nothing written.
`;

/** The whole command line but for printing and exiting. */
export function run(argv: readonly string[]): Promise<Outcome> {
  return outcomeOf(() => runOrThrow(argv));
}

async function runOrThrow(argv: readonly string[]): Promise<Outcome> {
  const { values, positionals } = readOptions(command, argv, { options, allowPositionals: true });
  if (values.help) return { code: 0, stdout: help, stderr: "" };
  const [source] = positionals;
  if (source === undefined || positionals.length > 1)
    throw new InputError(`give one FILE or URL, got ${positionals.length}`, seeHelp(command));
  const { tag, out, words, overlay } = values.tag === undefined ? { ...own, ...values } : values;
  if (tag === undefined || out === undefined)
    throw new InputError(
      "--tag names the tag of another API, so --out has to name the file to write",
      seeHelp(command),
    );
  checkPlace(out);
  const [document, ours, actions] = await Promise.all([
    readSource(source),
    readOurs(words ?? out),
    overlay === undefined ? [] : loadOverlay(overlay),
  ]);
  const name = nameOf(source);
  const pulled = await pull({ document, source: name, tag, overlay: actions, ...ours });
  const overlayFile = overlay === undefined ? "an overlay (--overlay FILE)" : nameOf(overlay);
  const before = await readIfThere(out);
  if (before !== pulled.text)
    replaceFiles(dirname(out), [{ path: basename(out), text: pulled.text }]);
  const done = before === pulled.text ? "unchanged" : "written";
  return {
    code: 0,
    stdout: `${reportOf(pulled, overlayFile)}${name}, ${tag} → ${out}: ${done}\n`,
    stderr: warningsOf(pulled, overlayFile).join(""),
  };
}

/** What this project pulls. */
const own = {
  tag: "Uploads",
  out: "spec/uploads.yaml",
  words: "spec/uploads.yaml",
  overlay: "spec/overlay.yaml",
};

/** What `--help` lists. */
const options = {
  tag: { type: "string" },
  out: { type: "string" },
  words: { type: "string" },
  overlay: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

async function readOurs(file: string): Promise<{ ours: JsonObject; heading: string }> {
  const text = (await readIfThere(file)) ?? "";
  const heading = /^(?:#.*\n)*/.exec(text)?.[0] ?? "";
  const ours: unknown = text === "" ? {} : parseYaml(text, file);
  if (!isObject(ours))
    throw new InputError(`${file} is not an OpenAPI document`, "Check the path given to --words.");
  return { ours, heading };
}
