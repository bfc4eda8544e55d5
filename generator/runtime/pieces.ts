/** Bytes that are sent at a time, at least and at most. With half the maximum, sending takes a tenth more time. */
export const minPiece = 1 << 16;
export const maxPiece = 4 << 20;

/** Bytes of the next piece. On a line that has become slow, pieces are short, so that progress shows. */
export function nextPiece(length: number, milliseconds: number): number {
  return milliseconds < 99 ? Math.min(length * 2, maxPiece) : minPiece;
}

/**
 * Reads into memory of its own, which it reuses once a chunk has been given back. A chunk that is never given back stays
 * as it is. Only our own sources are of this class: memory that came from a caller is never written to.
 */
export abstract class Lender implements AsyncIterator<Uint8Array, undefined> {
  /** @param max bytes of the chunk. @default `maxPiece` */
  abstract next(max?: number): Promise<IteratorResult<Uint8Array, undefined>>;
  abstract return(): Promise<IteratorReturnResult<undefined>>;
  /** Says that nothing reads the last chunk any more. It may be called late, and more than once. */
  abstract giveBack(): void;
}
