import type { BlockContent, Definition, List, Nodes, PhrasingContent, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { hiddenCharacters } from "../text.ts";
import { cleanPhrases, joined, type Scope } from "./clean-phrases.ts";
import { codeBlock, inlineCode, paragraph, row, strong, text } from "./nodes.ts";
import { isPlain, parsesSlowly, plainBlocks } from "./plain-markdown.ts";

/**
 * A text of the document (CommonMark, as OpenAPI says, with GitHub's tables) as blocks of a page. It can't reach
 * beyond them: raw HTML shows as text, headings become bold paragraphs so that the page's outline and anchors are
 * its own, and link definitions, which hold for a whole page, are resolved.
 */
export function descriptionBlocks(description: string | undefined): BlockContent[] {
  if (!description) return [];
  const visible = description.replace(/\r\n?/g, "\n").replace(hiddenCharacters, "").trimEnd();
  if (parsesSlowly(visible) || isPlain(visible)) return [paragraph(text(visible))];
  return plainBlocks(visible) ?? parsedBlocks(visible);
}

/** Texts like that of a cursor stand at dozens of operations, and each at several places of the pages. */
const parsed = new Map<string, BlockContent[]>();

function parsedBlocks(visible: string): BlockContent[] {
  const blocks = parsed.get(visible) ?? markdownBlocks(visible);
  parsed.set(visible, blocks);
  return blocks;
}

/** By a Markdown parser, which takes about a millisecond for a sentence. */
export function markdownBlocks(visible: string): BlockContent[] {
  const tree = fromMarkdown(visible, extensions);
  const definitions = new Map<string, Definition>();
  collectDefinitions(tree, definitions);
  return cleanBlocks(tree.children, { definitions, bold: false });
}

const extensions = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

function collectDefinitions(node: Nodes, found: Map<string, Definition>): void {
  if (node.type === "definition" && !found.has(node.identifier)) found.set(node.identifier, node);
  if ("children" in node) for (const child of node.children) collectDefinitions(child, found);
}

function cleanBlocks(nodes: readonly Nodes[], scope: Scope): BlockContent[] {
  return nodes.flatMap((node) => cleanBlock(node, scope));
}

function cleanBlock(node: Nodes, scope: Scope): BlockContent[] {
  switch (node.type) {
    case "paragraph":
      return paragraphOf(cleanPhrases(node.children, scope));
    case "heading":
      return paragraphOf(bold(cleanPhrases(node.children, { ...scope, bold: true })));
    case "html":
      return paragraphOf(cleanPhrases([node], scope));
    case "code":
      return [codeBlock(/^[\w+#.-]+$/.exec(node.lang ?? "")?.[0], node.value)];
    case "blockquote": {
      const children = cleanBlocks(node.children, scope);
      return children.length === 0 ? [] : [{ type: "blockquote", children }];
    }
    case "list":
      return cleanList(node, scope);
    case "table":
      return [cleanTable(node, scope)];
    case "footnoteDefinition":
      return cleanBlocks(node.children, scope);
    default:
      return [];
  }
}

function paragraphOf(phrases: PhrasingContent[]): BlockContent[] {
  return phrases.length === 0 ? [] : [paragraph(...phrases)];
}

function bold(phrases: PhrasingContent[]): PhrasingContent[] {
  return phrases.length === 0 ? [] : [strong(...phrases)];
}

function cleanList({ children, ...list }: List, scope: Scope): BlockContent[] {
  const items = children.flatMap(({ children: blocks, ...item }) => {
    const cleaned = cleanBlocks(blocks, scope);
    return cleaned.length === 0 ? [] : [{ ...item, children: cleaned }];
  });
  return items.length === 0 ? [] : [{ ...list, children: items }];
}

function cleanTable({ children }: Table, scope: Scope): Table {
  const rows = children.map((line) =>
    row(line.children.map((cell) => cleanPhrases(cell.children, scope))),
  );
  return { type: "table", children: rows };
}

/** A text of the document on one line, for a cell of a table: list items keep a mark, code blocks become code spans. */
export function descriptionLine(description: string | undefined): PhrasingContent[] {
  return lineOf(descriptionBlocks(description));
}

/** Its first paragraph only, for tables that give an overview. */
export function firstLine(description: string | undefined): PhrasingContent[] {
  return lineOf(descriptionBlocks(description).slice(0, 1));
}

function lineOf(blocks: readonly Nodes[]): PhrasingContent[] {
  return joined(blocks.flatMap((block) => [...phrasesOf(block), text(" ")]));
}

function phrasesOf(block: Nodes): PhrasingContent[] {
  switch (block.type) {
    case "paragraph":
    case "tableCell":
      return block.children;
    case "code":
      return [inlineCode(block.value)];
    case "list": {
      const { ordered, start } = block;
      return block.children.flatMap((item, index) => {
        const mark = ordered === true ? `${(start ?? 1) + index}. ` : "• ";
        return [text(mark), ...lineOf(item.children), text(" ")];
      });
    }
    default:
      return "children" in block ? lineOf(block.children) : [];
  }
}
