import type { BlockContent, PhrasingContent } from "mdast";
import { joined } from "./clean-phrases.ts";
import { inlineCode, link, paragraph, text } from "./nodes.ts";

/**
 * The blocks of a text that is paragraphs of words, code spans and links, as most that are not one plain line are;
 * undefined for anything else. They are what a Markdown parser would make of it, in a hundredth of its time.
 */
export function plainBlocks(markdown: string): BlockContent[] | undefined {
  const paragraphs = markdown.trimEnd().split(/\n{2,}/);
  if (!paragraphs.every((lines) => lines.split("\n").every(isWordsAndCode))) return undefined;
  return paragraphs.map((lines) => paragraph(...phrasesOf(lines)));
}

/**
 * Nothing of a line means anything in Markdown but its code spans and links: it begins with one or a word, so it opens
 * no block, and has no mark that could open or close something, or end a line.
 */
function isWordsAndCode(line: string): boolean {
  return wordsAndCode.test(line) && !line.endsWith("  ") && !/www\./i.test(line);
}

const codeSpan = /`[^`]+`(?!`)/.source;
/** To a page of the web, or of the document's own site; its text is words. */
const pageLink = /\[([a-z](?:[a-z0-9 ,'-]*[a-z0-9])?)\]\(((?:https:\/|\.\.)?\/[a-z][a-z0-9./#-]*)\)/
  .source;
const wordsAndCode = new RegExp(
  `^(?:["(]?[a-z]|\\d+(?![\\d.)])|${codeSpan}|${pageLink})` +
    `(?:[a-z0-9 ,;:.?!%'"()×–—]|\\b[-/]\\b|(?<=[a-z0-9])_(?=[a-z0-9])|(?<!\`)${codeSpan}|(?<!!)${pageLink})*$`,
  "i",
);
const pageLinks = new RegExp(pageLink, "gi");

function phrasesOf(lines: string): PhrasingContent[] {
  const pieces = lines.split("`");
  return joined(
    pieces.flatMap((piece, index) => (index % 2 === 0 ? withLinks(piece) : inlineCode(piece))),
  );
}

/** Relative links would lead into this repository, where the document's site is not. */
function withLinks(words: string): PhrasingContent[] {
  const [first = "", ...others] = words.split(pageLinks);
  const phrases: PhrasingContent[] = [text(first)];
  for (let index = 0; index < others.length; index += 3) {
    const [label = "", url = "", after = ""] = others.slice(index, index + 3);
    phrases.push(url.startsWith("https://") ? link(url, text(label)) : text(label), text(after));
  }
  return phrases.filter((phrase) => phrase.type !== "text" || phrase.value !== "");
}

/**
 * Whether a line means the same as Markdown and as text, wherever it stands. Most texts of a document are such lines,
 * and neither parsing nor escaping them takes a tenth of the time.
 */
export function isPlain(line: string): boolean {
  return /^(?!.*www\.)[a-z](?:[a-z0-9 ,;'"()?%·×–—’“”…]|:(?= |$)|(?<!w)\.|\.(?![-.\w])|\b[-/]\b|(?<=[a-z0-9])_(?=[a-z0-9]))*$/i.test(
    line,
  );
}

/** The same for a text that does not begin its line. */
export function isPlainInside(line: string): boolean {
  return isPlain(`a${line}`);
}

/**
 * Whether parsing a text as Markdown may take seconds: it takes stack for each level of nesting, and the square of the
 * number of marks. The most that 37,000 texts of real documents have is 27,530 characters, 3,245 marks, 180 that nest.
 */
export function parsesSlowly(markdown: string): boolean {
  return (
    markdown.length > 32_768 ||
    count(markdown, /[*_~[]/g) > 1000 ||
    count(markdown, /[*_~[|`<>&!\\@\n]/g) > 4000 ||
    manyContainers.test(markdown)
  );
}

function count(text: string, marks: RegExp): number {
  return text.match(marks)?.length ?? 0;
}

/** A line that is inside of a hundred quotes and lists. */
const manyContainers = /^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){100}/m;
