import type { Code, List, Nodes, PhrasingContent, RootContent, Strong, Table } from "mdast";
import { isPlain, isPlainInside } from "./plain-markdown.ts";

/**
 * Prints the blocks that a reference consists of, as far as no more than a cell of a table holds anything to escape;
 * undefined for any other. A library that prints all Markdown looks at each character for each construct, which takes
 * ten times as long.
 *
 * @param printCell For a cell with something to escape.
 */
export function printBlock(
  block: RootContent,
  printCell: (cell: Nodes) => string,
): string | undefined {
  switch (block.type) {
    case "heading":
      return prefixed(`${"#".repeat(block.depth)} `, plainText(block.children));
    case "paragraph":
      return printPhrases(block.children, { inCell: false });
    case "code":
      return printCode(block);
    case "list":
      return printList(block);
    case "table":
      return printTable(block, printCell);
    default:
      return undefined;
  }
}

function prefixed(prefix: string, line: string | undefined): string | undefined {
  return line === undefined ? undefined : prefix + line;
}

function plainText(phrases: readonly PhrasingContent[]): string | undefined {
  const [only, ...others] = phrases;
  return only?.type === "text" && others.length === 0 && isPlain(only.value)
    ? only.value
    : undefined;
}

function printCode({ lang, value }: Code): string | undefined {
  if (value === "" || value.includes("```") || !/^[a-z]*$/.test(lang ?? "")) return undefined;
  return `\`\`\`${lang ?? ""}\n${value}\n\`\`\``;
}

/** A bulleted list of lines. */
function printList({ ordered, spread, children }: List): string | undefined {
  if (ordered === true || spread === true) return undefined;
  const lines: string[] = [];
  for (const { checked, children: blocks } of children) {
    const [only, ...others] = blocks;
    if (typeof checked === "boolean" || only?.type !== "paragraph" || others.length > 0)
      return undefined;
    const line = prefixed("- ", printPhrases(only.children, { inCell: false }));
    if (line === undefined) return undefined;
    lines.push(line);
  }
  return lines.join("\n");
}

function printTable(
  { align, children: [head, ...rows] }: Table,
  printCell: (cell: Nodes) => string,
): string | undefined {
  const width = head?.children.length ?? 0;
  if (head === undefined || align?.some((side) => side) === true) return undefined;
  if (rows.some(({ children }) => children.length !== width)) return undefined;
  const [first, ...others] = [head, ...rows].map(({ children }) =>
    printRow(
      children.map((cell) => printPhrases(cell.children, { inCell: true }) ?? printCell(cell)),
    ),
  );
  return [first, printRow(head.children.map(() => "-")), ...others].join("\n");
}

function printRow(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === "" ? " |" : ` ${cell} |`)).join("")}`;
}

/** Where a phrase stands. */
interface Place {
  readonly inCell: boolean;
  readonly isFirst: boolean;
  readonly next: PhrasingContent | undefined;
}

/**
 * Prints a line of nothing but words, code, links to pages and a bold word at its begin, as nearly all of a
 * reference's are; undefined for any other.
 */
export function printPhrases(
  phrases: readonly PhrasingContent[],
  { inCell }: { readonly inCell: boolean },
): string | undefined {
  let line = "";
  for (const [index, phrase] of phrases.entries()) {
    const printed = print(phrase, { inCell, isFirst: line === "", next: phrases[index + 1] });
    if (printed === undefined) return undefined;
    line += printed;
  }
  return line === "" && !inCell ? undefined : line;
}

function print(phrase: PhrasingContent, { inCell, isFirst, next }: Place): string | undefined {
  switch (phrase.type) {
    case "text":
      return isPlainThere(phrase.value, isFirst, inCell) ? phrase.value : undefined;
    case "inlineCode": {
      if (!/^[^`\\\s](?:[^`\\\r\n]*[^`\\\s])?$/.test(phrase.value)) return undefined;
      return `\`${inCell ? phrase.value.replaceAll("|", "\\|") : phrase.value}\``;
    }
    case "link": {
      const isPage = /^[\w./#-]+$/.test(phrase.url);
      const label = isPage ? printPhrases(phrase.children, { inCell }) : undefined;
      return label === undefined ? undefined : `[${label}](${phrase.url})`;
    }
    case "strong":
      return isFirst && endsBold(next) ? printBold(phrase) : undefined;
    default:
      return undefined;
  }
}

/** The begin of a cell is none of a line, so that a number or a dash is no mark there. */
function isPlainThere(value: string, isFirst: boolean, inCell: boolean): boolean {
  if (!isFirst) return isPlainInside(value);
  return inCell ? !value.startsWith(" ") && isPlainInside(value) : isPlain(value);
}

/** Right after a letter, the stars would not be taken for an end. */
function endsBold(next: PhrasingContent | undefined): boolean {
  return next === undefined || (next.type === "text" && /^[ :]/.test(next.value));
}

function printBold({ children: [only, ...others] }: Strong): string | undefined {
  if (only?.type !== "text" || others.length > 0) return undefined;
  return isPlain(only.value) && /[a-z.]$/i.test(only.value) ? `**${only.value}**` : undefined;
}
