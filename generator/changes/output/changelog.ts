import type { RootContent } from "mdast";
import { heading, inlineCode, list, paragraph, text } from "../../docs/nodes.ts";
import { printPage } from "../../docs/print-page.ts";
import type { Entry, Report } from "../report.ts";
import { count, isDocsOnly } from "./summary.ts";

const title = "# Changelog\n";

/** The changelog with a section for a version on top; one that is there already is replaced. */
export function withRelease(
  changelog: string | undefined,
  version: string,
  report: Report,
): string {
  const before = changelog === undefined || changelog.trim() === "" ? title : changelog;
  const sections = before.split(/^(?=## )/m);
  const [top = title] = sections;
  const introduction = top.startsWith("## ") ? title : top;
  const others = sections.filter((text) => text.startsWith("## ") && !isOf(text, version));
  return [
    introduction.trimEnd(),
    section(version, report).trimEnd(),
    ...others.map((text) => text.trimEnd()),
  ]
    .join("\n\n")
    .concat("\n");
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
