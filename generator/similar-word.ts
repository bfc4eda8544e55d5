/** The longest that is compared: a whole text is no misspelt word. */
const maxLength = 40;

/** The one of some words that another was probably meant to be. */
export function similarWord(word: string, words: readonly string[]): string | undefined {
  if (word.length > maxLength) return undefined;
  // Any word is near to one of a few letters.
  const far = Math.min(3, Math.floor(word.length / 2)) + 1;
  const letters = word.toLowerCase();
  const distances = words.map((candidate) => distance(letters, candidate.toLowerCase()));
  const nearest = Math.min(...distances);
  return nearest < far ? words[distances.indexOf(nearest)] : undefined;
}

/** How many letters are to be added, removed or replaced (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let index = 0; index < from.length; index += 1) {
    const next = [index + 1];
    for (let column = 0; column < to.length; column += 1) {
      const isSame = from[index] === to[column];
      const [added = 0, removed = 0, replaced = 0] = [next[column], row[column + 1], row[column]];
      next.push(Math.min(added + 1, removed + 1, replaced + (isSame ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
