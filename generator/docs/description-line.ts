import type { Nodes, PhrasingContent } from "mdast";
import { joined } from "./clean-phrases.ts";
import { descriptionBlocks } from "./description.ts";
import { inlineCode, text } from "./nodes.ts";

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
