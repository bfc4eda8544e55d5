import type { PhrasingContent, RootContent } from "mdast";
import {
  codeBlock,
  heading,
  inlineCode,
  paragraph,
  strong,
  table,
  text,
} from "../../docs/nodes.ts";
import { printPage } from "../../docs/print-page.ts";
import { nothingToDo, summaryOf, type Entry, type Report } from "../report.ts";
import { listed, say, type Phrase } from "../sentence.ts";
import { diffLines } from "./diff-lines.ts";
import type { VersionStep } from "./release.ts";

/** A comment on a pull request may have 65,536 characters, which these stay well below. */
const maxRows = 40;
const maxDetailsLength = 30_000;
const maxCodeLength = 100;
const maxOperations = 8;

/** The report for a pull request: the verdict, a short table, details folded. Text of the documents is code in it and nothing else. */
export function reportMarkdown(report: Report, version: VersionStep | undefined): string {
  const shown = report.entries.filter(({ audience }) => audience !== "docs only");
  return printPage([
    heading(2, titleOf(report, version)),
    paragraph(text(summaryOf(report))),
    ...table(
      ["Verdict", "Where", "What changes", "For", "What to do"],
      shown.slice(0, maxRows).map(rowOf),
    ),
    ...moreNote(shown.length - maxRows),
    ...policyNote(shown),
    ...details(report.entries),
  ]);
}

function titleOf({ verdict, entries }: Report, version: VersionStep | undefined): string {
  if (entries.length === 0) return "API changes: none";
  const step = version === undefined ? "" : `, ${version.current} → ${version.next}`;
  return `API changes: ${verdict}${step}`;
}

function rowOf(entry: Entry): PhrasingContent[][] {
  return [
    verdictOf(entry),
    phrasing(whereOf(entry)),
    phrasing(entry.what),
    [text(entry.audience)],
    phrasing(entry.action ?? nothingToDo),
  ];
}

function verdictOf({ verdict, policy }: Entry): PhrasingContent[] {
  const word = verdict === "major" ? strong(text(verdict)) : text(verdict);
  return policy === undefined ? [word] : [word, text(" (policy)")];
}

function whereOf({ operations }: Entry): Phrase {
  return operations.length === 0
    ? ["the package"]
    : listed(
        operations.map(({ method }) => method),
        2,
      );
}

function moreNote(count: number): RootContent[] {
  const note = [`${count} more are not shown; `, { code: "--format json" }, " has all."];
  return count > 0 ? [paragraph(...phrasing(note))] : [];
}

function policyNote(entries: readonly Entry[]): RootContent[] {
  if (!entries.some(({ policy }) => policy !== undefined)) return [];
  const note = say`policy: a response that may hold a further enum value breaks only programs that insisted on knowing all of them. ${"--response-enum"} says whether that is minor (the default) or major.`;
  return [paragraph(...phrasing(note))];
}

function details(entries: readonly Entry[]): RootContent[] {
  if (entries.length === 0) return [];
  let length = 0;
  const blocks = entries.map(detail).filter((block) => {
    length += printPage(block).length;
    return length <= maxDetailsLength;
  });
  return [
    html("<details>\n<summary>Details</summary>"),
    ...blocks.flat(),
    ...moreNote(entries.length - blocks.length),
    html("</details>"),
  ];
}

function detail(entry: Entry): RootContent[] {
  const requests = requestsOf(entry);
  const where = [requests.length > 0 ? ", at " : "At ", ...pointersOf(entry)];
  const lines = diffLines(entry.before, entry.after);
  return [
    paragraph(...verdictOf(entry), text(": "), ...phrasing(entry.what), text(".")),
    paragraph(...phrasing([...requests, ...where])),
    ...(lines.length === 0 ? [] : [codeBlock("diff", lines.join("\n"))]),
  ];
}

function requestsOf({ operations }: Entry): Phrase {
  const shown = operations
    .slice(0, maxOperations)
    .flatMap(({ method, request }, index): Phrase => [
      ...(index === 0 ? ["In "] : [", "]),
      ...say`${method} (${request})`,
    ]);
  const more = operations.length - maxOperations;
  return more > 0 ? [...shown, ` and ${more} more`] : shown;
}

function pointersOf({ pointer, alsoAt = [], gone }: Entry): Phrase {
  const others = alsoAt.filter((other) => other !== pointer);
  const inside = others.length > 0 && others.every((other) => other.startsWith(`${pointer}/`));
  const old = gone === true ? [" of the old document"] : [];
  return [...listed(inside ? others : [pointer, ...others]), ...old];
}

function phrasing(phrase: Phrase): PhrasingContent[] {
  return phrase.map((part) => {
    if (typeof part === "string") return text(part);
    const { code } = part;
    return inlineCode(code.length > maxCodeLength ? `${code.slice(0, maxCodeLength)}…` : code);
  });
}

function html(value: string): RootContent {
  return { type: "html", value };
}
