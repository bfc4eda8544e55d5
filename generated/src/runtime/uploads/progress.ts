// Hand-written. Copied from generator/runtime/uploads/progress.ts; edit it there.
import { notify } from "../notify.ts";
import type { PartRange } from "./plan.ts";

/** How far one part is. */
export interface PartProgress {
  /** Bytes of the part. */
  readonly size: number;
  /**
   * Bytes of it that the current attempt has handed to the connection. Starts from 0 again when the part is sent again, and
   * is `size` once the server has confirmed it. If the transport can't tell, it is 0 until then.
   */
  readonly bytesSent: number;
  /** Whether it waits for its turn, is being sent (or is about to be sent again), or has been confirmed by the server. */
  readonly state: "waiting" | "sending" | "confirmed";
}

/**
 * How far an upload is. No count ever goes down, except for that of a single part when it is sent again. All of them reach
 * their totals at the same time, once.
 *
 * @example
 * function show({ bytesSent, bytesTotal, secondsLeft }: UploadProgress): void {
 *   const percent = Math.floor((100 * bytesSent) / bytesTotal);
 *   console.log(`${percent} %, ${secondsLeft?.toFixed() ?? "?"} s left`);
 * }
 *
 * const uploads = new UploadsApi(createClient());
 * await uploadFile(uploads, new Blob(["{}"]), { purpose: "user_data", onProgress: show });
 */
export interface UploadProgress {
  /** Bytes handed to the connection; if the transport can't tell, bytes of confirmed parts. */
  readonly bytesSent: number;
  /** Bytes of the parts that the server has confirmed. */
  readonly bytesConfirmed: number;
  /** Bytes of the whole file. */
  readonly bytesTotal: number;
  /** How many parts the server has confirmed. */
  readonly partsDone: number;
  /** How many parts there are. */
  readonly partsTotal: number;
  /**
   * Each part, in the order of the file, for example to draw a map of them. It is the same array in every call, and kept up
   * to date: when a part makes progress, its entry is replaced. Copy the array to remember a moment.
   */
  readonly parts: readonly PartProgress[];
  /**
   * Bytes per second, over the last ten seconds, or longer if counts come less often. Undefined in the first second, and
   * until there is progress.
   */
  readonly bytesPerSecond: number | undefined;
  /** Seconds until the end at that speed. Undefined for as long as the speed is. */
  readonly secondsLeft: number | undefined;
}

/** Milliseconds: the span over which the speed is measured, its minimum, and the interval between samples. */
const span = 10_000;
const enough = 1000;
const pace = 100;

/** Counts bytes and parts, and calls a listener whenever a count grows. */
export class ProgressMeter {
  readonly #totals: Pick<UploadProgress, "bytesTotal" | "partsTotal">;
  readonly #listener: ((progress: UploadProgress) => unknown) | undefined;
  readonly #onError: (error: unknown) => void;
  readonly #ranges: readonly PartRange[];
  /** One array: an upload may have a hundred thousand parts. */
  readonly #parts: PartProgress[] = [];
  readonly #unconfirmed = new Map<number, number>();
  #confirmed = { bytesConfirmed: 0, partsDone: 0 };
  #samples: { time: number; bytes: number }[] = [];
  #last = { bytesSent: 0, bytesConfirmed: 0, partsDone: 0 };

  /** @param onError receives what the listener throws or rejects with. */
  constructor(
    parts: readonly PartRange[],
    listener: ((progress: UploadProgress) => unknown) | undefined,
    onError: (error: unknown) => void,
  ) {
    this.#totals = { bytesTotal: parts.at(-1)?.end ?? 0, partsTotal: parts.length };
    this.#ranges = parts;
    this.#listener = listener;
    this.#onError = onError;
  }

  /** Starts an Upload, with these parts already confirmed. */
  begin(confirmed: readonly PartRange[]): void {
    const bytes = confirmed.reduce((sum, { start, end }) => sum + end - start, 0);
    this.#unconfirmed.clear();
    for (const part of this.#ranges) this.#show(part, "waiting");
    for (const part of confirmed) this.#show(part, "confirmed");
    this.#confirmed = { bytesConfirmed: bytes, partsDone: confirmed.length };
    // Confirmed parts don't count towards the speed.
    this.#samples = [{ time: Date.now(), bytes }];
    this.#tell();
  }

  /** Called with the bytes of a part's request that this attempt has sent so far, starting with 0. */
  sent(part: PartRange, bytes: number): void {
    const { index, start, end } = part;
    const own = Math.min(bytes, end - start);
    this.#unconfirmed.set(index, own);
    this.#show(part, "sending", own);
    this.#tell();
  }

  confirmed(part: PartRange): void {
    const { index, start, end } = part;
    this.#unconfirmed.delete(index);
    this.#show(part, "confirmed");
    this.#confirmed.bytesConfirmed += end - start;
    this.#confirmed.partsDone += 1;
    this.#tell();
  }

  #show({ index, start, end }: PartRange, state: PartProgress["state"], bytes = 0): void {
    if (!this.#listener) return;
    const size = end - start;
    this.#parts[index] = { size, bytesSent: state === "confirmed" ? size : bytes, state };
  }

  #tell(): void {
    const { bytesTotal } = this.#totals;
    const { bytesSent, bytesConfirmed, partsDone } = this.#last;
    const done = this.#confirmed.bytesConfirmed;
    const sent = [...this.#unconfirmed.values()].reduce((sum, bytes) => sum + bytes, done);
    // The last byte counts only once it is confirmed: otherwise 100 % would be reported twice.
    const bound = done === bytesTotal ? done : bytesTotal - 1;
    const now = {
      bytesSent: Math.max(bytesSent, Math.min(sent, bound)),
      bytesConfirmed: Math.max(bytesConfirmed, done),
      partsDone: Math.max(partsDone, this.#confirmed.partsDone),
    };
    if (now.bytesSent === bytesSent && now.partsDone === partsDone) return;
    this.#last = now;
    const parts = this.#parts;
    const progress = { ...now, ...this.#totals, parts, ...this.#speed(now.bytesSent) };
    notify(this.#listener, progress, this.#onError);
  }

  #speed(bytes: number): Pick<UploadProgress, "bytesPerSecond" | "secondsLeft"> {
    const time = Date.now();
    // Keeps one sample from before the span, because updates may be further apart than that.
    while (time - (this.#samples[1]?.time ?? time) >= span) this.#samples.shift();
    const from = this.#samples[0] ?? { time, bytes };
    if (!(time - (this.#samples.at(-1)?.time ?? 0) < pace)) this.#samples.push({ time, bytes });
    const elapsed = time - from.time;
    const rate = ((bytes - from.bytes) * 1000) / elapsed;
    if (!(rate > 0 && elapsed >= enough))
      return { bytesPerSecond: undefined, secondsLeft: undefined };
    return { bytesPerSecond: rate, secondsLeft: (this.#totals.bytesTotal - bytes) / rate };
  }
}
