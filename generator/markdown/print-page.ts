import type { Parents, RootContent, Text } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import {
  defaultHandlers,
  toMarkdown,
  type Info,
  type Options,
  type State,
  type Unsafe,
} from "mdast-util-to-markdown";
import { isPlain } from "./plain-text.ts";
import { withPrintedPhrases } from "./printed-phrases.ts";

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
export function printPage(children: RootContent[]): string {
  return toMarkdown(withPrintedPhrases({ type: "root", children }), options);
}

function text(node: Text, parent: Parents | undefined, state: State, info: Info): string {
  return isPlain(node.value) ? node.value : defaultHandlers.text(node, parent, state, info);
}
