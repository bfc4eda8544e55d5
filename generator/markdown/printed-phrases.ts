import type { Nodes, PhrasingContent } from "mdast";
import { isPlain, isPlainInside } from "./plain-text.ts";

/**
 * A tree in which lines of nothing but words, code and links to pages, as nearly all of a reference's are, are printed
 * already: looking in them for what to escape takes half of the time of a page. They are kept as `html`, the one kind
 * of node that is printed as it is.
 */
export function withPrintedPhrases<Node extends Nodes>(node: Node): Node {
  if (!("children" in node)) return node;
  if (node.type !== "paragraph" && node.type !== "tableCell")
    return { ...node, children: node.children.map(withPrintedPhrases) };
  const printed = printAll(node.children, node.type === "tableCell");
  return printed === undefined || printed === ""
    ? node
    : { ...node, children: [{ type: "html", value: printed }] };
}

function printAll(phrases: readonly PhrasingContent[], inCell: boolean): string | undefined {
  let line = "";
  for (const phrase of phrases) {
    const printed = print(phrase, { isFirst: line === "", inCell });
    if (printed === undefined) return undefined;
    line += printed;
  }
  return line;
}

function print(
  phrase: PhrasingContent,
  { isFirst, inCell }: { isFirst: boolean; inCell: boolean },
): string | undefined {
  switch (phrase.type) {
    case "text":
      return (isFirst ? isPlain : isPlainInside)(phrase.value) ? phrase.value : undefined;
    case "inlineCode": {
      if (!/^[^`\\\s](?:[^`\\\r\n]*[^`\\\s])?$/.test(phrase.value)) return undefined;
      return `\`${inCell ? phrase.value.replaceAll("|", "\\|") : phrase.value}\``;
    }
    case "link": {
      const isPage = /^[\w./#-]+$/.test(phrase.url);
      const label = isPage ? printAll(phrase.children, inCell) : undefined;
      return label === undefined ? undefined : `[${label}](${phrase.url})`;
    }
    default:
      return undefined;
  }
}
