// Hand-written. Copied from generator/runtime/uploads/command/width.ts; edit it there.
import stringWidth from "string-width";

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** A text in exactly this many columns: padded with spaces, or with "…" instead of its middle. */
export function fit(text: string, columns: number): string {
  const cut = shorten(text, columns);
  return cut + " ".repeat(Math.max(0, columns - widthOf(cut)));
}

/** A text in at most this many columns. The middle goes first: the end of a name says as much as its start. */
export function shorten(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  if (columns < 2) return columns < 1 ? "" : "…";
  // By graphemes: an emoji may be seven code points.
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  const end = take(characters.reverse(), Math.floor((columns - 1) / 2)).reverse();
  const start = take(characters.reverse(), columns - 1 - widthOf(end.join("")));
  return `${start.join("")}…${end.join("")}`;
}

function take(characters: readonly string[], columns: number): string[] {
  const taken: string[] = [];
  for (let left = columns; ;) {
    const next = characters[taken.length];
    if (next === undefined || (left -= widthOf(next)) < 0) return taken;
    taken.push(next);
  }
}

/** A text in lines of at most this many columns, unless a word is longer. All but the first are indented. */
export function wrap(text: string, columns: number, indent = "  "): string {
  const [first = "", ...words] = text.split(" ");
  const lines = [first];
  for (const word of words) {
    const line = lines.at(-1) ?? "";
    const longer = `${line} ${word}`;
    if (line.trim() === "" || widthOf(longer) <= columns) lines.splice(-1, 1, longer);
    else lines.push(indent + word);
  }
  return lines.join("\n");
}
