/** Milliseconds in which an abort ends an upload that has nothing to clear away. */
const prompt = 100;
/** Milliseconds that each call of a store gets to clear away. */
const patience = 2000;
/** Milliseconds that the cancelling of an Upload may take. */
const cancelling = 20_000;

/** Something that took its time, from one time to another: Infinity while it is under way. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The milliseconds that an upload may take from a time on until it has settled, with what it has to clear away. */
export function clearingTime(
  [since, settled]: readonly [since: number, settled: number],
  { stored, cancelled }: { readonly stored: readonly Span[]; readonly cancelled: readonly Span[] },
): number {
  const lasted = ({ from, to }: Span) => Math.max(0, Math.min(to, settled) - Math.max(from, since));
  const times = [
    ...stored.map((call) => Math.min(patience, lasted(call))),
    ...cancelled.map((call) => Math.min(cancelling, lasted(call))),
  ];
  return times.reduce((sum, took) => sum + took, prompt);
}
