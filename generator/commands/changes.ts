import { judgeChanges, type NamedDocument } from "../changes/judge.ts";
import { loadBase, readAtCommit, within } from "../changes/load-base.ts";
import { reportJson } from "../changes/output/json.ts";
import { reportMarkdown } from "../changes/output/markdown.ts";
import {
  versionIn,
  versionStep,
  writeRelease,
  type VersionStep,
} from "../changes/output/release.ts";
import type { Pair } from "../changes/pair-by.ts";
import { reaches, type Report } from "../changes/report.ts";
import { InputError } from "../errors.ts";
import { nameOf } from "../files/read-given.ts";
import { readIfThere } from "../files/read-text.ts";
import { loadSpec } from "../load/document.ts";
import { readOptions, seeHelp } from "./options.ts";
import { outcomeOf, type Outcome } from "./outcome.ts";

const spec = "spec/uploads.yaml";
const packageFolder = "spec/package";

const command = "npm run changes";

const help = `Usage: npm run changes -- [options]

Explains what a change of the OpenAPI document means for users of the client, and which version it asks for.

  --base REF|FILE        the old document: a commit, whose ${spec} is taken, or a file (default: HEAD)
  --head FILE            the new document (default: ${spec}); - reads either of the two from standard input
  --format md|json       Markdown for a pull request, or JSON (default: md)
  --fail-on major|minor  exit with 1 if the verdict is that or graver
  --response-enum major|minor
                         verdict on a response that may hold a further enum value (default: minor)
  --release              write the version and a changelog entry into ${packageFolder}; name the
                         last release with --base where changes since have been committed
  --help                 show this

Exit codes: 0 done; 1 the verdict is one to fail on; 2 bad input, nothing written.
`;

/**
 * The whole command line but for printing and exiting.
 *
 * @param folder Where relative paths begin, and whose repository is asked. Nothing outside it is written.
 */
export function run(argv: readonly string[], folder = "."): Promise<Outcome> {
  return outcomeOf(() => runOrThrow(argv, folder));
}

async function runOrThrow(argv: readonly string[], folder: string): Promise<Outcome> {
  const values = readOptions(command, argv, { options }).values;
  if (values.help) return { code: 0, stdout: help, stderr: "" };
  const { base, head, release, "fail-on": limit } = values;
  const print = { md: reportMarkdown, json: reportJson }[
    oneOf("format", ["md", "json"], values.format)
  ];
  const failOn = limit === undefined ? undefined : oneOf("fail-on", grave, limit);
  const responseEnum = oneOf("response-enum", grave, values["response-enum"]);
  const documents = {
    head: { document: await loadSpec(within(folder, head), { isGiven: true }), file: nameOf(head) },
    base: await loadBase(folder, base, spec),
  };
  const report = await judgeChanges(documents, { responseEnum });
  const version = await versionAfter(folder, report, base);
  const stderr = release ? await writeVersion(folder, { documents, report, version }) : "";
  const fails = failOn !== undefined && reaches(report.verdict, failOn);
  return { code: fails ? 1 : 0, stdout: print(report, version), stderr };
}

const grave = ["major", "minor"] as const;

/** What `--help` lists. */
const options = {
  base: { type: "string", default: "HEAD" },
  head: { type: "string", default: spec },
  format: { type: "string", default: "md" },
  "fail-on": { type: "string" },
  "response-enum": { type: "string", default: "minor" },
  release: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

function oneOf<T extends string>(option: string, choices: readonly T[], value: string): T {
  const choice = choices.find((candidate) => candidate === value);
  if (choice !== undefined) return choice;
  throw new InputError(
    `--${option} must be ${choices.join(" or ")}, got ${value}`,
    seeHelp(command),
  );
}

/** Counts from the version that was released last, as far as git knows, so that asking twice raises it once. */
async function versionAfter(
  folder: string,
  report: Report,
  base: string,
): Promise<VersionStep | undefined> {
  const manifest = `${packageFolder}/package.json`;
  const committed =
    (await readAtCommit(folder, base, manifest)) ?? (await readAtCommit(folder, "HEAD", manifest));
  const current = versionIn(committed) ?? versionIn(await readIfThere(within(folder, manifest)));
  return current === undefined ? undefined : versionStep(current, report);
}

interface Judged {
  readonly documents: Pair<NamedDocument>;
  readonly report: Report;
  readonly version: VersionStep | undefined;
}

async function writeVersion(
  folder: string,
  { documents, report, version }: Judged,
): Promise<string> {
  if (version === undefined)
    throw new InputError(`${packageFolder}/package.json has no version`, "Add one, such as 0.1.0.");
  if (version.next === version.current) return nothingToRelease(documents);
  await writeRelease(within(folder, packageFolder), version, report);
  return `${packageFolder}: ${version.current} → ${version.next}. Run npm run generate next.\n`;
}

/** Said by name: a change that has been committed already does not differ from the default, HEAD. */
function nothingToRelease({ base, head }: Pair<NamedDocument>): string {
  return (
    `Nothing to release: nothing changes for users from ${base.file} to ${head.file}.\n` +
    "  Name what was released last, if that is not it: --base <tag or commit>\n"
  );
}
