import type { BlockContent, PhrasingContent } from "mdast";
import { joined } from "./clean-phrases.ts";
import { inlineCode, paragraph, text } from "./nodes.ts";

/**
 * The blocks of a text that is paragraphs of words and code spans, as most that are not one plain line are; undefined
 * for anything else. They are what a Markdown parser would make of it, in a hundredth of its time.
 */
export function plainBlocks(markdown: string): BlockContent[] | undefined {
  const paragraphs = markdown.trimEnd().split(/\n{2,}/);
  if (!paragraphs.every((lines) => lines.split("\n").every(isWordsAndCode))) return undefined;
  return paragraphs.map((lines) => paragraph(...phrasesOf(lines)));
}

/**
 * Nothing of a line means anything in Markdown but its code spans: it begins with a word, so it opens no block, and
 * has no mark that could open or close something, or end a line.
 */
function isWordsAndCode(line: string): boolean {
  return wordsAndCode.test(line) && !line.endsWith("  ") && !/www\./i.test(line);
}

const wordsAndCode =
  /^(?:[a-z]|`[^`]+`(?!`))(?:[a-z0-9 ,;:.?!%'"()]|\b[-/]\b|(?<=[a-z0-9])_(?=[a-z0-9])|(?<!`)`[^`]+`(?!`))*$/i;

function phrasesOf(lines: string): PhrasingContent[] {
  const pieces = lines.split("`");
  return joined(pieces.map((piece, index) => (index % 2 === 0 ? text(piece) : inlineCode(piece))));
}
