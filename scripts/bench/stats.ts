export interface Spread {
  readonly low: number;
  /** The median. */
  readonly middle: number;
  readonly high: number;
}

/** undefined if there are no values. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined) return undefined;
  const half = (sorted.length - 1) / 2;
  const [below = low, above = low] = [sorted[Math.floor(half)], sorted[Math.ceil(half)]];
  return { low, middle: (below + above) / 2, high };
}

/** Run by run: what else the machine does at a time falls on both. */
export function ratios(values: readonly number[], to: readonly number[]): number[] {
  return values.flatMap((value, run) => {
    const other = to[run];
    return other === undefined ? [] : [value / other];
  });
}
