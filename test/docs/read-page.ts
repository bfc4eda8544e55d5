import { posix } from "node:path";
import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { GeneratedFile } from "../../generator/files/generated-file.ts";

/** A page as GitHub would read it. */
export function parsePage(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** All nodes of a kind, in page order. */
export function nodesOf<Type extends Nodes["type"]>(
  node: Nodes,
  type: Type,
): Extract<Nodes, { type: Type }>[] {
  // The condition is the one that Extract makes.
  const own = node.type === type ? [node as Extract<Nodes, { type: Type }>] : [];
  return "children" in node
    ? [...own, ...node.children.flatMap((child) => nodesOf(child, type))]
    : own;
}

export function plainText(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(plainText).join("") : "";
}

/** The headings, such as `## createUpload`. */
export function outlineOf(text: string): string[] {
  return nodesOf(parsePage(text), "heading").map(
    (heading) => `${"#".repeat(heading.depth)} ${plainText(heading)}`,
  );
}

/** The complete programs among a page's code blocks. */
export function examplesOf(text: string): string[] {
  return nodesOf(parsePage(text), "code")
    .filter(({ lang, value }) => lang === "ts" && value.startsWith("import "))
    .map(({ value }) => value);
}

/** Relative links that lead to no page of the set, or to no heading of the page. */
export function brokenLinks(files: readonly GeneratedFile[]): string[] {
  const anchors = new Map(files.map(({ path, text }) => [path, anchorsOf(text)]));
  return files.flatMap(({ path, text }) => {
    const urls = nodesOf(parsePage(text), "link").map(({ url }) => url);
    const relative = urls.filter((url) => !/^(https?|mailto):/.test(url));
    return relative
      .filter((url) => {
        const [target = "", anchor] = url.split("#");
        const found = anchors.get(target === "" ? path : posix.join(posix.dirname(path), target));
        return found === undefined || (anchor !== undefined && !found.has(anchor));
      })
      .map((url) => `${path} → ${url}`);
  });
}

/** A page's headings by their anchors. GitHub's rule: lower case, punctuation dropped, blanks to hyphens, a number for what was there before. */
export function anchorsOf(text: string): Map<string, string> {
  const counts = new Map<string, number>();
  const headings = nodesOf(parsePage(text), "heading").map(plainText);
  return new Map(
    headings.map((heading) => {
      const plain = heading
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
        .replaceAll(" ", "-");
      let anchor = plain;
      while (counts.has(anchor)) {
        const count = (counts.get(plain) ?? 0) + 1;
        counts.set(plain, count);
        anchor = `${plain}-${count}`;
      }
      counts.set(anchor, 0);
      return [anchor, heading] as const;
    }),
  );
}

/** A page for a template string, in which backticks would have to be escaped. */
export function legible(page: string): string {
  return page.replaceAll("`", "'");
}
