import type { PhrasingContent } from "mdast";
import type { DocumentedType } from "../api-model.ts";
import { descriptionLine } from "./description.ts";
import { inlineCode, link, strong, text } from "./nodes.ts";
import type { Pages } from "./pages.ts";

/** Marks what should no longer be used. */
export const deprecatedMark = strong(text("Deprecated."));

/** For the column that says whether something may be left out. */
export function yesOrNo(required: boolean): PhrasingContent[] {
  return [text(required ? "yes" : "no")];
}

/** A description with the mark where it is due. */
export function describedAs(item: {
  readonly deprecated: boolean;
  readonly description: string | undefined;
}): PhrasingContent[] {
  const description = descriptionLine(item.description);
  if (!item.deprecated) return description;
  return separated(
    description.length === 0 ? [[deprecatedMark]] : [[deprecatedMark], description],
    " ",
  );
}

/** Puts text between the items of a list. */
export function separated(
  items: readonly PhrasingContent[][],
  separator: string,
): PhrasingContent[] {
  return items.flatMap((item, index) => (index === 0 ? item : [text(separator), ...item]));
}

/** String literals, in which a name is no model, and identifiers. */
const tokens = /("(?:[^"\\]|\\.)*"|[\p{ID_Start}$_][\p{ID_Continue}$]*)/u;

/** A type as code, with the models it names as links to their pages. */
export function typePhrases(
  { text: type, models }: DocumentedType,
  pages: Pages,
): PhrasingContent[] {
  return linkedCode(type, (name) => (models.includes(name) ? pages.models.get(name) : undefined));
}

/** Code in which some identifiers are links. */
export function linkedCode(
  code: string,
  urlOf: (name: string) => string | undefined,
): PhrasingContent[] {
  const phrases: PhrasingContent[] = [];
  let plain = "";
  for (const piece of code.split(tokens)) {
    const url = urlOf(piece);
    if (url === undefined) {
      plain += piece;
    } else {
      phrases.push(...codePhrases(plain), link(url, inlineCode(piece)));
      plain = "";
    }
  }
  return [...phrases, ...codePhrases(plain)];
}

/** Blanks at the ends go outside, since a code span would lose them. */
function codePhrases(code: string): PhrasingContent[] {
  const [, before = "", inner = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(code) ?? [];
  return [text(before), inlineCode(inner), text(after)].filter(
    (node) => node.type !== "text" || node.value !== "",
  );
}
