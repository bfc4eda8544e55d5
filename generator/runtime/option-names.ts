import { kindOf, invalid } from "./body.ts";

/** Throws a TypeError for options that aren't an object. */
export function checkObject(owner: string, options: unknown): asserts options is object {
  const kind = kindOf(options);
  if (typeof options !== "object" || /^(Null|Array|AbortSignal)$/.test(kind))
    throw invalid(`options of ${owner}`, kind, "an object");
}

/**
 * Throws a TypeError for options that aren't an object, and for an unknown option, which would be silently ignored.
 *
 * @param owner For the message: the function that takes the options.
 * @param names Has a property for each option.
 */
export function checkNames(owner: string, options: unknown, names: object): void {
  checkObject(owner, options);
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(names, name));
  if (unknown === undefined) return;
  const known = Object.keys(names);
  const [nearest = ""] = [...known].sort((a, b) => likeness(b, unknown) - likeness(a, unknown));
  const remedy =
    likeness(nearest, unknown) > 0.3
      ? `did you mean ${nearest}?`
      : `its options are ${known.join(", ")}`;
  throw new TypeError(`${owner} has no option ${unknown}; ${remedy}`);
}

/** A copy without what is undefined, which counts as left out. */
export function withoutUndefined<T extends object>(options: T): T {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as T;
}

/** How similar two names are, from 0 to 1, by the pairs of letters they have in common (Dice's coefficient). */
function likeness(one: string, other: string): number {
  const [pairs, others] = [letterPairs(one), letterPairs(other)];
  const shared = pairs.filter((pair) => others.includes(pair));
  return (2 * shared.length) / (pairs.length + others.length);
}

function letterPairs(name: string): string[] {
  const letters = name.toLowerCase().replace(/[^a-z\d]/g, "");
  return Array.from(letters.slice(1), (letter, at) => letters.charAt(at) + letter);
}
