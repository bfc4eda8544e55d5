import type { RootContent } from "mdast";
import { join } from "node:path";
import { heading, inlineCode, list, paragraph, text } from "../../docs/nodes.ts";
import { printPage } from "../../docs/print-page.ts";
import { InputError } from "../../errors.ts";
import { readIfThere } from "../../files/read-text.ts";
import { replaceFiles } from "../../files/replace-files.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { count, isDocsOnly, type Entry, type Report } from "../report.ts";

/** The package's version, and the one that a report asks for. */
export interface VersionStep {
  readonly current: string;
  readonly next: string;
}

/**
 * The version that follows from a report. Before 1.0.0 a break raises the second number, as ranges like `^0.1.0` expect:
 * leaving 0.x is a decision of its own.
 *
 * @throws {InputError} The current version is none.
 */
export function versionStep(current: string, { verdict, entries }: Report): VersionStep {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(current);
  if (match === null)
    throw new InputError(
      `${JSON.stringify(current)} is not a version`,
      "Set version in spec/package/package.json to three numbers, such as 1.2.3.",
    );
  const [major = 0, minor = 0, patch = 0] = match.slice(1).map(Number);
  if (entries.length === 0) return { current, next: current };
  if (verdict === "major" && major > 0) return { current, next: `${major + 1}.0.0` };
  if (verdict === "patch") return { current, next: `${major}.${minor}.${patch + 1}` };
  return { current, next: `${major}.${minor + 1}.0` };
}

/** The version in a package.json; undefined when there is none. */
export function versionIn(manifest: string | undefined): string | undefined {
  const { version } = parse(manifest) ?? {};
  return typeof version === "string" ? version : undefined;
}

/**
 * Writes a release into the folder of the package's hand-written files: the version into package.json, what changed into
 * CHANGELOG.md.
 *
 * @throws {InputError} There is no package.json in the folder, or the two can't be written.
 */
export async function writeRelease(
  folder: string,
  { next }: VersionStep,
  report: Report,
): Promise<void> {
  const [manifestFile, changelogFile] = [
    join(folder, "package.json"),
    join(folder, "CHANGELOG.md"),
  ];
  const manifest = parse(await readIfThere(manifestFile));
  if (manifest === undefined)
    throw new InputError(
      `${manifestFile} is missing, or not a JSON object`,
      "Add one with name and version.",
    );
  const released = `${JSON.stringify({ ...manifest, version: next }, null, 2)}\n`;
  const changelog = withRelease(await readIfThere(changelogFile), next, report);
  replaceFiles(folder, [
    { path: "package.json", text: released },
    { path: "CHANGELOG.md", text: changelog },
  ]);
}

function parse(manifest: string | undefined): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(manifest ?? "");
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const title = "# Changelog\n";

/** What is noted by hand between two releases. */
const unreleased = "Unreleased";

/**
 * The changelog with a section for a version on top, which takes over what is noted as unreleased. One that is there
 * already is replaced.
 */
export function withRelease(
  changelog: string | undefined,
  version: string,
  report: Report,
): string {
  const before = changelog === undefined || changelog.trim() === "" ? title : changelog;
  const sections = before.split(/^(?=## )/m);
  const [top = title] = sections;
  const introduction = top.startsWith("## ") ? title : top;
  const others = sections.filter(
    (text) => text.startsWith("## ") && !isOf(text, version) && !isOf(text, unreleased),
  );
  const noted = [unreleased, version].map((name) =>
    byHand(sections.find((text) => isOf(text, name))),
  );
  return [
    introduction.trimEnd(),
    section(version, report)
      .replace("\n", () => `${noted.join("")}\n`)
      .trimEnd(),
    ...others.map((text) => text.trimEnd()),
  ]
    .join("\n\n")
    .concat("\n");
}

/** What of a section stands before the groups that are written here. */
function byHand(section = ""): string {
  const [text = ""] = section.replace(/^.*/, "").split(/^### /m);
  return text.trimEnd();
}

function isOf(section: string, version: string): boolean {
  return section.split("\n", 1)[0]?.trim() === `## ${version}`;
}

function section(version: string, { entries }: Report): string {
  const docs = entries.filter(isDocsOnly);
  const rest = entries.filter((entry) => !isDocsOnly(entry));
  const documentation: RootContent[] =
    docs.length === 0
      ? []
      : [
          heading(3, "Documentation"),
          paragraph(text(`Texts and examples edited in ${count(docs, "place", "places")}.`)),
        ];
  return printPage([
    heading(2, version),
    ...group("Breaking", rest, "major"),
    ...group("Added or relaxed", rest, "minor"),
    ...group("Other", rest, "patch"),
    ...documentation,
  ]);
}

function group(name: string, entries: readonly Entry[], verdict: Entry["verdict"]): RootContent[] {
  const chosen = entries.filter((entry) => entry.verdict === verdict);
  if (chosen.length === 0) return [];
  const items = chosen.map(({ what, action }) =>
    [...what, ...(action === undefined ? ["."] : [". ", ...action])].map((part) =>
      typeof part === "string" ? text(part) : inlineCode(part.code),
    ),
  );
  return [heading(3, name), list(items)];
}
