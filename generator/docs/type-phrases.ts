import type { PhrasingContent } from "mdast";
import type { DocumentedType } from "../api-model.ts";
import { inlineCode, link, text } from "./nodes.ts";
import type { Pages } from "./pages.ts";

/** String literals, in which a name is no model, and identifiers. */
const tokens = /("(?:[^"\\]|\\.)*"|[\p{ID_Start}$_][\p{ID_Continue}$]*)/u;

/** A type as code, with the models it names as links to their pages. */
export function typePhrases(
  { text: type, models }: DocumentedType,
  pages: Pages,
): PhrasingContent[] {
  const phrases: PhrasingContent[] = [];
  let code = "";
  for (const piece of type.split(tokens)) {
    const page = models.includes(piece) ? pages.models.get(piece) : undefined;
    if (page === undefined) {
      code += piece;
    } else {
      phrases.push(...codePhrases(code), link(page, inlineCode(piece)));
      code = "";
    }
  }
  return [...phrases, ...codePhrases(code)];
}

/** Blanks at the ends go outside, since a code span would lose them. */
function codePhrases(code: string): PhrasingContent[] {
  const [, before = "", inner = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(code) ?? [];
  return [text(before), inlineCode(inner), text(after)].filter(
    (node) => node.type !== "text" || node.value !== "",
  );
}
