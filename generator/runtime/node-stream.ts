import { spent } from "./body.ts";

/** The parts of a Node stream that are used here: `node:stream` doesn't exist everywhere. */
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
  /** Set on a request that a server has received. */
  readonly method?: string | null;
}

export function isNodeStream(stream: object): stream is NodeStream {
  return Symbol.asyncIterator in stream && "on" in stream && "destroy" in stream;
}

const accepted = new WeakSet<NodeStream>();

/**
 * Takes over a stream: an error at any time no longer ends the process, but is thrown when the stream is read. Throws a
 * TypeError that names the field for a stream that can no longer be read from its start.
 */
export function acceptNodeStream(field: string, stream: NodeStream): void {
  // Only once, because Node warns of a leak from the eleventh listener on.
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

/** Reads a stream. `return` acts at once, even while `next` is pending; a stream's own iterator would wait for that. */
export function readNodeStream(stream: NodeStream): {
  next(): Promise<IteratorResult<unknown, unknown>>;
  return(): unknown;
} {
  if (typeof stream.method !== "string" || !("iterator" in stream)) {
    const iterator = stream[Symbol.asyncIterator]();
    return { next: () => iterator.next(), return: () => stream.destroy() };
  }
  // Destroying the request would close its connection, which the server still needs for the response. The rest of it is
  // read and discarded, because some clients look for the response only after they have sent everything.
  const iterator = stream.iterator({ destroyOnReturn: false });
  return {
    next: () => iterator.next(),
    return: async () => {
      await iterator.return?.();
      stream.resume();
    },
  };
}
