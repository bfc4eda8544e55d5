import type { Definition, Nodes, PhrasingContent } from "mdast";
import { hiddenCharacters } from "../text.ts";
import { inlineCode, link, text } from "./nodes.ts";

/** What a piece of a document's text needs to know of the whole. */
export interface Scope {
  /** By normalised label. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Inside bold text already, where more of it could not be told apart. */
  readonly bold: boolean;
}

/**
 * Phrasing content of a document with everything replaced that could act: HTML is shown as text, images give way to
 * their alternative text, links to anything but a web or mail address to their own text. No blank ends are left.
 */
export function cleanPhrases(nodes: readonly Nodes[], scope: Scope): PhrasingContent[] {
  // A space for what is dropped keeps its neighbours from becoming one.
  return joined(
    nodes.flatMap((node) => {
      const cleaned = cleanPhrase(node, scope);
      return cleaned.length === 0 ? [text(" ")] : cleaned;
    }),
  );
}

function cleanPhrase(node: Nodes, scope: Scope): PhrasingContent[] {
  switch (node.type) {
    case "text":
      return [text(node.value)];
    case "inlineCode":
      return [inlineCode(node.value)];
    case "break":
      return [{ type: "break" }];
    case "html":
      return /^<br\s*\/?>$/i.test(node.value) ? [{ type: "break" }] : [text(node.value)];
    case "image":
    case "imageReference":
      return [text(node.alt ?? "")];
    case "link":
      return linkOf(node.url, cleanPhrases(node.children, scope));
    case "linkReference":
      return linkOf(
        scope.definitions.get(node.identifier)?.url ?? "",
        cleanPhrases(node.children, scope),
      );
    case "footnoteReference":
      return [text(`[${node.label ?? node.identifier}]`)];
    case "emphasis":
    case "delete":
      return around(node.type, cleanPhrases(node.children, scope));
    case "strong": {
      const children = cleanPhrases(node.children, { ...scope, bold: true });
      return scope.bold ? children : around("strong", children);
    }
    default:
      return [];
  }
}

function around(
  type: "emphasis" | "delete" | "strong",
  children: PhrasingContent[],
): PhrasingContent[] {
  return children.length === 0 ? [] : [{ type, children }];
}

/** A relative link would lead into this repository, where the document's site is not. */
function linkOf(url: string, children: PhrasingContent[]): PhrasingContent[] {
  if (children.length === 0 || !/^(https?:\/\/|mailto:)/i.test(url)) return children;
  const visible = url.replace(hiddenCharacters, "").replace(/[\s|\\<>"`]/g, encodeURIComponent);
  return [link(visible, ...children)];
}

/** Neighbouring texts as one, since Markdown could be made of two halves, and without blanks at either end. */
export function joined(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const merged: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (node.type !== "text" || last?.type !== "text") merged.push(node);
    else merged[merged.length - 1] = text(last.value + node.value);
  }
  return trimmed(merged);
}

function trimmed(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const kept = nodes.slice(nodes.findIndex(isVisible), nodes.findLastIndex(isVisible) + 1);
  return kept.map((node, index) => {
    if (node.type !== "text") return node;
    const value = index === 0 ? node.value.trimStart() : node.value;
    return { ...node, value: index === kept.length - 1 ? value.trimEnd() : value };
  });
}

function isVisible(node: PhrasingContent): boolean {
  return node.type !== "break" && !(node.type === "text" && node.value.trim() === "");
}
