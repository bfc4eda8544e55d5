import type { Code, List, Nodes, PhrasingContent, RootContent, Table } from "mdast";
import { isPlain } from "./plain-text.ts";
import { printPhrases } from "./printed-phrases.ts";

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
