import type { Nodes, Parents, RootContent, Text } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import {
  defaultHandlers,
  toMarkdown,
  type Info,
  type Options,
  type State,
  type Unsafe,
} from "mdast-util-to-markdown";
import { isPlain } from "./plain-markdown.ts";
import { printBlock } from "./print-plain.ts";

/**
 * `www.` begins a link whatever follows, so `www.<b>` would take the backslash of `\<` for a part of it. GFM's own rule
 * escapes the dot before letters only.
 */
const dotAfterWww: Unsafe = {
  character: ".",
  before: "[Ww]{3}",
  inConstruct: "phrasing",
  notInConstruct: ["autolink", "link", "image", "label"],
};

const options: Options = {
  bullet: "-",
  // Columns are not aligned, so that a longer text changes its own row only.
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  handlers: { text },
  unsafe: [dotAfterWww],
};

/** Prints a page; it ends with a line feed. */
export function printPage(children: readonly RootContent[]): string {
  const pieces: string[] = [];
  // Printed together, since neighbours can need different marks.
  let others: RootContent[] = [];
  const printOthers = () => {
    if (others.length > 0) pieces.push(printInFull({ type: "root", children: others }));
    others = [];
  };
  children.forEach((child, index) => {
    const besideList = [index - 1, index + 1].some((at) => children[at]?.type === "list");
    const printed =
      child.type === "list" && besideList ? undefined : printBlock(child, printInFull);
    if (printed === undefined) others.push(child);
    else {
      printOthers();
      pieces.push(printed);
    }
  });
  printOthers();
  return `${pieces.join("\n\n")}\n`;
}

/** By the library, without the line feed at the end. */
function printInFull(node: Nodes): string {
  return toMarkdown(node, options).replace(/\n$/, "");
}

function text(node: Text, parent: Parents | undefined, state: State, info: Info): string {
  return isPlain(node.value) ? node.value : defaultHandlers.text(node, parent, state, info);
}
