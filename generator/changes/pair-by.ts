/** A thing of the old document, or of its client, and what it is in the new one. */
export interface Pair<T> {
  readonly base: T;
  readonly head: T;
}

export interface Pairing<T> {
  readonly pairs: readonly Pair<T>[];
  readonly gone: readonly T[];
  readonly added: readonly T[];
}

/**
 * Which of the old things is which of the new ones, by a key of theirs.
 *
 * @param keyOf What without a key, or with another's, is not paired.
 */
export function pairBy<T>(
  bases: readonly T[],
  heads: readonly T[],
  keyOf: (thing: T) => string | undefined,
): Pairing<T> {
  const [olds, news] = [byKey(bases, keyOf), byKey(heads, keyOf)];
  const pairs = [...olds].flatMap(([key, [base, ...more]]): Pair<T>[] => {
    const [head, ...others] = news.get(key) ?? [];
    const isClear = more.length + others.length === 0;
    return base !== undefined && head !== undefined && isClear ? [{ base, head }] : [];
  });
  const paired = new Set(pairs.flatMap(({ base, head }) => [base, head]));
  const isLeft = (thing: T) => !paired.has(thing);
  return { pairs, gone: bases.filter(isLeft), added: heads.filter(isLeft) };
}

function byKey<T>(things: readonly T[], keyOf: (thing: T) => string | undefined): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (key !== undefined) found.set(key, [...(found.get(key) ?? []), thing]);
  }
  return found;
}
