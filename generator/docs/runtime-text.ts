import type { BlockContent, Nodes, PhrasingContent } from "mdast";
import { descriptionBlocks, descriptionLine } from "./description.ts";
import type { ImportContext } from "./example-imports.ts";
import type { Sources } from "./exports.ts";
import { link, paragraph } from "./nodes.ts";

/** What the pages of hand-written code have in common. */
export interface RuntimeContext extends ImportContext {
  readonly sources: Sources;
  /** Pages by the names of exports, classes and models. */
  readonly urls: ReadonlyMap<string, string>;
  /** A program that makes a client. */
  readonly clientExample: string | undefined;
}

/** A text of a docstring as blocks of a page. */
export function described(markdown: string | undefined, context: RuntimeContext): BlockContent[] {
  return descriptionBlocks(markdown).map((block) => withLinks(block, context));
}

/** Names of what has a page are links to it. */
function withLinks<Node extends Nodes>(node: Node, context: RuntimeContext): Node {
  if (!("children" in node) || node.type === "link") return node;
  const children = node.children.map((child) => {
    if (child.type !== "inlineCode") return withLinks(child, context);
    const url = context.urls.get(child.value.replace(/^new |\(.*\)$/g, ""));
    return url === undefined ? child : link(url, child);
  });
  return { ...node, children };
}

/** The same for a cell of a table. */
export function cell(markdown: string | undefined, context: RuntimeContext): PhrasingContent[] {
  return withLinks(paragraph(...descriptionLine(markdown)), context).children;
}
