import { toBinary, type BinaryData } from "../binary.ts";
import { invalid, type Segment, type SourceSegment } from "../body.ts";
import { open, type Bytes } from "../open.ts";
import { mayPass } from "../retry.ts";
import { callHook, type CallerCode, type CallerError } from "./caller-code.ts";
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
  const reading = read();
  const first = await reading.catch((error: unknown) => {
    if (!mayPass(error)) throw error;
  });
  // A read that failed is repeated by the attempts, as a stream is opened by them.
  if (!first || (isStream(first.segment) && !source.once)) {
    const stream = new RereadStream(end - start, reading, read, source);
    // It has what we use of a Blob.
    const data = stream as unknown as Blob;
    return { data, given: () => stream.given, close: () => stream.close() };
  }
  return {
    data: first.segment as Blob | Uint8Array,
    given: () => first.given,
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
    const given = await attemptAt(source, () => source.read(start, end));
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

/**
 * Reads from the caller's source. An error counts as a failed attempt, like a lost connection, unless it says that it is
 * final, or that the caller has given up.
 */
export async function attemptAt<T>(
  source: PartSource,
  start: () => T | PromiseLike<T>,
): Promise<T> {
  try {
    return await callHook("source.read", start);
  } catch (error) {
    const { cause } = error as CallerError;
    const { name } = Object(cause) as Partial<Error>;
    (error as CallerError).isFinal ??= source.once || name === "AbortError";
    throw error;
  }
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
  /** What was read last. */
  given!: BinaryData;
  readonly #read: () => Promise<Read>;
  readonly #source: PartSource;
  #first: Promise<Read> | undefined;

  constructor(size: number, first: Promise<Read>, read: () => Promise<Read>, source: PartSource) {
    this.size = size;
    this.#first = first;
    this.#read = read;
    this.#source = source;
  }

  slice(): never {
    throw new TypeError("source: a stream can't be sliced");
  }

  close(): void {
    this.#first?.then(closeUnread, () => undefined);
    this.#first = undefined;
  }

  stream(): AsyncIterableIterator<Uint8Array, undefined> {
    let bytes: Promise<Bytes> | undefined;
    const opened = () => (bytes ??= this.#open());
    return {
      next: async () => {
        const opening = await opened();
        return attemptAt(this.#source, () => opening.next());
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
    const { given, segment } = await (first ?? this.#read());
    this.given = given;
    return open([segment]);
  }
}
