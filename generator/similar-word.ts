import { closest, distance } from "fastest-levenshtein";

/** The longest that is compared: a whole text is no misspelt word. */
const maxLength = 40;

/** The one of some words that another was probably meant to be. */
export function similarWord(word: string, words: readonly string[]): string | undefined {
  if (word.length > maxLength || words.length === 0) return undefined;
  // Any word is near to one of a few letters.
  const far = Math.min(3, Math.floor(word.length / 2)) + 1;
  const letters = word.toLowerCase();
  const byLetters = new Map(words.map((candidate) => [candidate.toLowerCase(), candidate]));
  const nearest = closest(letters, [...byLetters.keys()]);
  return distance(letters, nearest) < far ? byLetters.get(nearest) : undefined;
}
