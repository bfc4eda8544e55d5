/** Bytes that are sent at a time, at least and at most. Half as many at most cost a tenth more time. */
export const minPiece = 1 << 16;
export const maxPiece = 4 << 20;

/** How long the next piece may be. A line that has become slow is to be seen to move on, so pieces are short there. */
export function nextPiece(length: number, milliseconds: number): number {
  return milliseconds < 99 ? Math.min(length * 2, maxPiece) : minPiece;
}

/**
 * Reads into memory of its own, which it fills again once a chunk has been given back. Who does not do that has the chunk
 * for good. Only sources of ours are of this class: memory that came from a caller is never written to.
 */
export abstract class Lender implements AsyncIterator<Uint8Array, undefined> {
  /** @param max bytes of the chunk. @default `maxPiece` */
  abstract next(max?: number): Promise<IteratorResult<Uint8Array, undefined>>;
  abstract return(): Promise<IteratorReturnResult<undefined>>;
  /** Says that nobody uses the chunk any more that came last. It may be said late, and more than once. */
  abstract giveBack(): void;
}
