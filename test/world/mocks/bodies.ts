import { Readable } from "node:stream";

/** Bytes that no text could be, without a period. */
export function binaryContent(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8) * 17 + 128) & 0xff);
}

export function streamOf(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return Readable.toWeb(Readable.from(chunks)) as ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** A body that gives a chunk, and then keeps its reader waiting. */
export interface Stalled extends AsyncIterable<Uint8Array> {
  /** When the chunk has been taken, and more was asked for. */
  readonly isWaiting: Promise<void>;
  ended: boolean;
}

export function stalled(size = 65_536): Stalled {
  let onWaiting = () => {};
  const isWaiting = new Promise<void>((resolve) => (onWaiting = resolve));
  let given = 0;
  const stream: Stalled = {
    isWaiting,
    ended: false,
    [Symbol.asyncIterator]: () => ({
      next() {
        if (given++ === 0) return Promise.resolve({ done: false, value: new Uint8Array(size) });
        onWaiting();
        return new Promise<never>(() => undefined);
      },
      return() {
        stream.ended = true;
        return Promise.resolve({ done: true, value: undefined });
      },
    }),
  };
  return stream;
}

/** A body that never ends by itself. */
export function endless(): AsyncIterable<Uint8Array> & { ended: boolean } {
  const stream = {
    ended: false,
    async *[Symbol.asyncIterator]() {
      try {
        for (;;) {
          await new Promise(setImmediate);
          yield new Uint8Array(65_536);
        }
      } finally {
        stream.ended = true;
      }
    },
  };
  return stream;
}
