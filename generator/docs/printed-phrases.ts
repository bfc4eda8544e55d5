import type { PhrasingContent, Strong } from "mdast";
import { isPlain, isPlainInside } from "./plain-text.ts";

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
