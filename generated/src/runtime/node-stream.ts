// Hand-written. Copied from generator/runtime/node-stream.ts; edit it there.
import { spent } from "./body.ts";

/** A Node stream, as far as anything is asked of it here: `node:stream` itself is not to be had everywhere. */
export interface NodeStream extends AsyncIterable<Uint8Array> {
  on(event: "error", listener: () => void): unknown;
  destroy(): unknown;
  resume(): unknown;
  iterator(options: { destroyOnReturn: boolean }): AsyncIterableIterator<Uint8Array>;
  readonly destroyed?: boolean;
  readonly errored?: Error | null;
  readonly readableDidRead?: boolean;
  readonly readableEncoding?: string | null;
  readonly readableFlowing?: boolean | null;
  /** Of a request that a server has received. */
  readonly method?: string | null;
}

export function isNodeStream(stream: object): stream is NodeStream {
  return Symbol.asyncIterator in stream && "on" in stream && "destroy" in stream;
}

const accepted = new WeakSet<NodeStream>();

/**
 * Takes a stream over: from now on its failing does not end the process, whenever it fails, but is what reading it
 * throws. Throws a TypeError that names the field for a stream whose bytes are not all to be had.
 */
export function acceptNodeStream(field: string, stream: NodeStream): void {
  // Once, since Node warns of a leak from the eleventh listener on.
  if (!accepted.has(stream)) stream.on("error", () => undefined);
  accepted.add(stream);
  const { errored, destroyed, readableDidRead, readableEncoding, readableFlowing } = stream;
  if (errored)
    throw new TypeError(`${field}: the stream failed: ${errored.message}`, { cause: errored });
  if (destroyed || readableDidRead || readableEncoding) throw spent(field);
  if (readableFlowing)
    throw new TypeError(
      `${field}: a 'data' listener, a pipe or resume() is consuming the stream; pass one that nothing else reads`,
    );
}

/** Reads a stream. `return` works at once, even while a `next` is pending, which a stream's own iterator waits for. */
export function readNodeStream(stream: NodeStream): {
  next(): Promise<IteratorResult<unknown, unknown>>;
  return(): unknown;
} {
  if (typeof stream.method !== "string" || !("iterator" in stream)) {
    const iterator = stream[Symbol.asyncIterator]();
    return { next: () => iterator.next(), return: () => stream.destroy() };
  }
  // Destroying the request would take its connection away, over which the server still has to respond. What is left of
  // it is dropped: there are clients that look for the response only when they have sent everything.
  const iterator = stream.iterator({ destroyOnReturn: false });
  return {
    next: () => iterator.next(),
    return: async () => {
      await iterator.return?.();
      stream.resume();
    },
  };
}
