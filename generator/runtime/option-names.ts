/**
 * Throws a TypeError for an option that there is not: it would be ignored without a word.
 *
 * @param owner What takes the options, for the message.
 * @param names Has a property of each name that there is.
 */
export function checkNames(owner: string, options: object, names: object): void {
  const known = Object.keys(names);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const [nearest = ""] = [...known].sort((a, b) => likeness(b, unknown) - likeness(a, unknown));
  const remedy =
    likeness(nearest, unknown) > 0.3 ? `did you mean ${nearest}?` : `there are ${known.join(", ")}`;
  throw new TypeError(`${owner}: there is no option ${unknown}; ${remedy}`);
}

/** How many of their pairs of letters two names share, from 0 to 1. */
function likeness(one: string, other: string): number {
  const [pairs, others] = [pairsOf(one), pairsOf(other)];
  const shared = pairs.filter((pair) => others.includes(pair));
  return (2 * shared.length) / (pairs.length + others.length);
}

function pairsOf(name: string): string[] {
  const letters = name.toLowerCase().replace(/[^a-z\d]/g, "");
  return Array.from(letters.slice(1), (letter, at) => letters.charAt(at) + letter);
}
