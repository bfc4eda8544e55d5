// Hand-written. Copied from generator/runtime/uploads/part-data.ts; edit it there.
import { toBinary, type BinaryData } from "../binary.ts";
import type { Segment, SourceSegment } from "../body.ts";
import { open, type Bytes } from "../open.ts";
import type { CallerCode } from "./caller-code.ts";
import type { PartRange } from "./plan.ts";
import type { PartSource } from "./source.ts";

/** A stream, which can be opened one time only. */
type Stream = SourceSegment & { readonly once: true };

/**
 * Reads the bytes of a part, in a form that every attempt can send from their start: a stream is sent by one attempt,
 * and the next one asks the source for another.
 */
export async function partData(
  source: PartSource,
  { start, end }: PartRange,
  caller: CallerCode,
): Promise<BinaryData> {
  const read = () => readSource(source, { start, end }, caller);
  const segment = await read();
  const size = end - start;
  const data = isStream(segment) && !source.once ? new RereadStream(size, segment, read) : segment;
  // Whatever has these is taken as a Blob is.
  return data as Blob | Uint8Array;
}

/** What a source gives for a range. What comes after the abort is closed. */
export async function readSource(
  source: PartSource,
  { start, end }: Pick<PartRange, "start" | "end">,
  caller: CallerCode,
): Promise<Segment> {
  const read = async () => toBinary("source", await source.read(start, end)).segment;
  return caller.wait(read, (late) => void open([late]).return());
}

function isStream(segment: Segment): segment is Stream {
  return !ArrayBuffer.isView(segment) && segment.once === true;
}

/** A range of a source that gives streams. */
class RereadStream {
  readonly size: number;
  readonly #read: () => Promise<Segment>;
  #first: Segment | undefined;

  constructor(size: number, first: Segment, read: () => Promise<Segment>) {
    this.size = size;
    this.#first = first;
    this.#read = read;
  }

  slice(): never {
    throw new TypeError("source: a stream can't be cut");
  }

  stream(): AsyncIterableIterator<Uint8Array, undefined> {
    const first = this.#first;
    this.#first = undefined;
    let bytes: Promise<Bytes> | undefined;
    const opened = () =>
      (bytes ??= (first ? Promise.resolve(first) : this.#read()).then((it) => open([it])));
    return {
      next: async () => (await opened()).next(),
      // At once, even while a read is pending: what it gives is closed when it comes.
      return: () => {
        bytes?.then((it) => it.return()).catch(() => undefined);
        return Promise.resolve({ done: true, value: undefined });
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
