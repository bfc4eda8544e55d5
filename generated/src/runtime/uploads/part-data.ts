// Hand-written. Copied from generator/runtime/uploads/part-data.ts; edit it there.
import { toBinary, type BinaryData } from "../binary.ts";
import { invalid, type Segment, type SourceSegment } from "../body.ts";
import { open, type Bytes } from "../open.ts";
import { callHook, type CallerCode } from "./caller-code.ts";
import type { PartRange } from "./plan.ts";
import type { PartSource } from "./source.ts";

/** The bytes of a part. */
export interface PartData {
  readonly data: BinaryData;
  /** What `source.read` returned for the last attempt that read anything. */
  readonly given: () => BinaryData;
  /** Closes a stream that no attempt has opened. */
  readonly close: () => void;
}

/**
 * Reads the bytes of a part in a form that every attempt can send from the start: each stream is for one attempt, and the
 * next attempt asks the source for another.
 */
export async function partData(
  source: PartSource,
  { start, end }: PartRange,
  caller: CallerCode,
): Promise<PartData> {
  const read = () => readSource(source, { start, end }, caller);
  const first = await read();
  const { given, segment } = first;
  if (isStream(segment) && !source.once) {
    const stream = new RereadStream(end - start, first, read);
    // It has what we use of a Blob.
    const data = stream as unknown as Blob;
    return { data, given: () => stream.given, close: () => stream.close() };
  }
  return {
    data: segment as Blob | Uint8Array,
    given: () => given,
    close: () => closeUnread(first),
  };
}

interface Read {
  readonly given: BinaryData;
  readonly segment: Segment;
}

/** What a source returns for a range. If that arrives after an abort, it is closed. */
export async function readSource(
  source: PartSource,
  { start, end }: Pick<PartRange, "start" | "end">,
  caller: CallerCode,
): Promise<Read> {
  const read = async () => {
    const given = await source.read(start, end);
    const { segment } = toBinary("source", given);
    // A stream without a size is checked when it is read.
    const { length = end - start } = segment as { length?: number };
    const { size = length } = segment as SourceSegment;
    if (size !== end - start)
      throw invalid(`source.read(${start}, ${end})`, String(size), `${end - start} bytes`);
    return { given, segment };
  };
  return caller.wait("source.read", read, closeUnread);
}

function isStream(segment: Segment): boolean {
  return !ArrayBuffer.isView(segment) && segment.once === true;
}

function closeUnread({ segment }: Read): void {
  if (!isStream(segment)) return;
  try {
    void open([segment]).return();
  } catch {
    // It was opened already, and is closed there.
  }
}

/** A range of a source that returns streams. */
class RereadStream implements SourceSegment {
  readonly size: number;
  given: BinaryData;
  readonly #read: () => Promise<Read>;
  #first: Read | undefined;

  constructor(size: number, first: Read, read: () => Promise<Read>) {
    this.size = size;
    this.given = first.given;
    this.#first = first;
    this.#read = read;
  }

  slice(): never {
    throw new TypeError("source: a stream can't be sliced");
  }

  close(): void {
    if (this.#first) closeUnread(this.#first);
    this.#first = undefined;
  }

  stream(): AsyncIterableIterator<Uint8Array, undefined> {
    let bytes: Promise<Bytes> | undefined;
    const opened = () => (bytes ??= this.#open());
    return {
      next: async () => {
        const opening = await opened();
        return callHook("source.read", () => opening.next());
      },
      // At once, even while a read is pending: its result is closed when it arrives.
      return: () => {
        bytes?.then((it) => it.return()).catch(() => undefined);
        return Promise.resolve({ done: true, value: undefined });
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  async #open(): Promise<Bytes> {
    const first = this.#first;
    this.#first = undefined;
    const { given, segment } = first ?? (await this.#read());
    this.given = given;
    return open([segment]);
  }
}
