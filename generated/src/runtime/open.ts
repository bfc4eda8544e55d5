// Hand-written. Copied from generator/runtime/open.ts; edit it there.
import {
  bytesOf,
  isSmall,
  joined,
  kindOf,
  invalid,
  type Segment,
  type SourceSegment,
} from "./body.ts";
import { minPiece, Lender, nextPiece } from "./pieces.ts";
import { openSegment, type Reader } from "./segment-reader.ts";

/** The bytes of a body. `return` closes everything not read to its end at once, even while `next` is pending. */
export interface Bytes extends AsyncIterable<Uint8Array> {
  next(): Promise<IteratorResult<Uint8Array, undefined>>;
  return(): Promise<IteratorReturnResult<undefined>>;
  /** Lets the body reuse the memory of the last chunk, if that is its own. To be called once nothing reads the chunk. */
  giveBack?(): void;
}

/**
 * Opens segments one after the other. `onError` receives what a source throws before `next` throws it. `onTaken` receives
 * the total of bytes taken each time more are requested, and undefined once no more will be.
 */
export function open(
  segments: readonly Segment[],
  onError?: (error: unknown) => void,
  onTaken?: (bytes?: number) => void,
): Bytes {
  if (isSmall(segments)) return openSmall(segments, onTaken);
  const sources: Source[] = segments.map((segment) => ({ segment, reader: openSegment(segment) }));
  let lender: Lender | undefined;
  async function* generate(): AsyncGenerator<Uint8Array, undefined> {
    try {
      let taken = 0;
      for (let source; (source = sources[0]); sources.shift()) {
        lender = source.reader instanceof Lender ? source.reader : undefined;
        for await (const chunk of checked(source)) {
          yield chunk;
          onTaken?.((taken += chunk.length));
        }
      }
    } catch (error) {
      onError?.(error);
      throw error;
    }
  }
  const generator = generate();
  // Not assigned to the generator: its prototype may be frozen, which forbids that.
  return {
    next: () => generator.next(),
    giveBack: () => lender?.giveBack(),
    // Not the generator's own, which waits for a pending read that may never end.
    return() {
      onTaken?.();
      // A transport may not have noticed yet and request more, which is neither progress nor an error of a source.
      onTaken = onError = undefined;
      sources.forEach(close);
      return Promise.resolve({ done: true } as IteratorReturnResult<undefined>);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Like `open`, for a small body, which comes in one chunk. */
function openSmall(segments: readonly Uint8Array[], onTaken?: (bytes?: number) => void): Bytes {
  let whole: Uint8Array | undefined = joined(segments);
  let size = 0;
  let isOver = false;
  return {
    next() {
      if (isOver) return Promise.reject(sendingHasEnded());
      if (size) onTaken?.(size);
      const value = whole;
      size = value?.length ?? 0;
      whole = undefined;
      return Promise.resolve(value && size ? { value } : { done: true, value: undefined });
    },
    return() {
      isOver = true;
      onTaken?.();
      onTaken = undefined;
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* checked(source: Source): AsyncGenerator<Uint8Array, void> {
  const { field = "body", size = NaN } = source.segment as Partial<SourceSegment>;
  for (let sent = 0, piece = minPiece; ;) {
    const { reader } = source;
    // Without the argument a caller's generator would get as the value of its yield.
    const { done, value } = await (reader instanceof Lender ? reader.next(piece) : reader.next());
    const bytes = done ? new Uint8Array() : bytesOf(value);
    if (!bytes) {
      const remedy = typeof value === "string" ? "; encode it with TextEncoder" : "";
      throw final(invalid(`chunks of ${field}`, kindOf(value) + remedy, "bytes"));
    }
    sent += bytes.length;
    if (done ? sent < size : sent > size)
      throw final(invalid(field, String(sent), `${size} bytes long`));
    if (done) return;
    // In pieces, so that the sending of a long chunk is seen to move on.
    for (let at = 0; at < bytes.length;) {
      const begun = Date.now();
      yield bytes.subarray(at, (at += piece));
      piece = nextPiece(piece, Date.now() - begun);
    }
  }
}

/** Marks a mistake that another attempt would repeat. */
function final(error: TypeError): TypeError {
  return Object.assign(error, { isFinal: true });
}

/** A segment and its reader. */
interface Source {
  readonly segment: Segment;
  reader: Reader;
}

/** Takes the place of the reader of a closed source, which may not know that it is closed. */
const closed: Reader = {
  next() {
    throw sendingHasEnded();
  },
};

function sendingHasEnded(): Error {
  return new Error("sending has ended");
}

function close(source: Source): void {
  const { reader } = source;
  source.reader = closed;
  // Closing may hang or fail. Neither matters: something else has already ended the request.
  (async () => await reader.return?.())().catch(() => undefined);
}
