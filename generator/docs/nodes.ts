import type {
  BlockContent,
  Code,
  Heading,
  Link,
  List,
  Paragraph,
  PhrasingContent,
  Strong,
  Table,
  TableRow,
  Text,
} from "mdast";
import { hiddenCharacters } from "../text.ts";

/*
 * The nodes of a page. Every text of a document passes through `text` or `inlineCode`, so that it is one line
 * whatever it holds; what has a meaning in Markdown is escaped when the page is printed.
 */

export function heading(depth: Heading["depth"], title: string): Heading {
  return { type: "heading", depth, children: [text(title)] };
}

export function paragraph(...children: PhrasingContent[]): Paragraph {
  return { type: "paragraph", children };
}

export function text(value: string): Text {
  return { type: "text", value: oneLine(value) };
}

export function strong(...children: PhrasingContent[]): Strong {
  return { type: "strong", children };
}

export function link(url: string, ...children: PhrasingContent[]): Link {
  return { type: "link", url, children };
}

/** A code span; the space between paired backticks would not survive alone, so blank code is text. */
export function inlineCode(value: string): PhrasingContent {
  const code = oneLine(value).trim();
  return code === "" ? text(value) : { type: "inlineCode", value: code };
}

export function codeBlock(language: string | undefined, value: string): Code {
  return { type: "code", lang: language ?? null, value: value.replace(hiddenCharacters, "") };
}

/** A bulleted list of one-line items. */
export function list(items: readonly PhrasingContent[][]): List {
  return {
    type: "list",
    spread: false,
    children: items.map((item) => ({ type: "listItem", children: [paragraph(...item)] })),
  };
}

/** A table, or nothing where there are no rows: headers alone say nothing. */
export function table(
  headers: readonly string[],
  rows: readonly PhrasingContent[][][],
): BlockContent[] {
  if (rows.length === 0) return [];
  const node: Table = {
    type: "table",
    children: [row(headers.map((title) => [text(title)])), ...rows.map(row)],
  };
  return [node];
}

export function row(cells: readonly PhrasingContent[][]): TableRow {
  return {
    type: "tableRow",
    children: cells.map((cell) => ({ type: "tableCell", children: cell.map(withoutSplit) })),
  };
}

/**
 * A pipe in a cell's code is written `\|`, also in GFM. Where a backslash stands before it already, some readers see an
 * escaped backslash and a pipe that ends the cell, and no other spelling exists; as text, both can be escaped.
 */
function withoutSplit(node: PhrasingContent): PhrasingContent {
  if (node.type === "inlineCode") return node.value.includes("\\|") ? text(node.value) : node;
  return "children" in node ? { ...node, children: node.children.map(withoutSplit) } : node;
}

function oneLine(value: string): string {
  return value.replace(hiddenCharacters, "").replace(/\s+/g, " ");
}
