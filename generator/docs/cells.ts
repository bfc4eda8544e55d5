import type { PhrasingContent } from "mdast";
import { descriptionLine } from "./description-line.ts";
import { strong, text } from "./nodes.ts";

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
