// Hand-written. Copied from generator/runtime/uploads/progress.ts; edit it there.
import type { PartRange } from "./plan.ts";

/** How far an upload is. No count ever goes down; all of them reach their totals at the same time, once. */
export interface UploadProgress {
  /** Bytes handed to the connection. Where the transport can't tell how much of a part is: bytes confirmed. */
  readonly bytesSent: number;
  /** Bytes of the parts that the server has confirmed. */
  readonly bytesConfirmed: number;
  readonly bytesTotal: number;
  readonly partsDone: number;
  readonly partsTotal: number;
  /** Over the last ten seconds. Undefined until there is something to measure. */
  readonly bytesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
}

/** Milliseconds over which the speed is measured, and between two of the samples that are kept for it. */
const span = 10_000;
const pace = 100;

/** Counts bytes and parts, and tells a listener each time that one of the counts has grown. */
export class ProgressMeter {
  readonly #listener: ((progress: UploadProgress) => void) | undefined;
  readonly #bytesTotal: number;
  readonly #partsTotal: number;
  readonly #unconfirmed = new Map<number, number>();
  #bytesConfirmed = 0;
  #partsDone = 0;
  #samples: { time: number; bytes: number }[] = [];
  #last = { bytesSent: 0, bytesConfirmed: 0, partsDone: 0 };

  constructor(
    parts: readonly PartRange[],
    listener: ((progress: UploadProgress) => void) | undefined,
  ) {
    this.#bytesTotal = parts.at(-1)?.end ?? 0;
    this.#partsTotal = parts.length;
    this.#listener = listener;
  }

  /** An Upload begins, with these parts confirmed. */
  begin(confirmed: readonly PartRange[]): void {
    this.#unconfirmed.clear();
    this.#bytesConfirmed = 0;
    this.#partsDone = 0;
    for (const part of confirmed) this.#count(part);
    // What is there already was not sent in any time.
    this.#samples = [{ time: Date.now(), bytes: this.#bytesConfirmed }];
    this.#tell();
  }

  /** So much of the body that carries a part has been sent in this attempt. */
  sent({ index, start, end }: PartRange, bytes: number): void {
    this.#unconfirmed.set(index, Math.min(bytes, end - start));
    this.#tell();
  }

  confirmed(part: PartRange): void {
    this.#unconfirmed.delete(part.index);
    this.#count(part);
    this.#tell();
  }

  #count({ start, end }: PartRange): void {
    this.#bytesConfirmed += end - start;
    this.#partsDone += 1;
  }

  #tell(): void {
    const done = this.#bytesConfirmed;
    const sent = [...this.#unconfirmed.values()].reduce((sum, bytes) => sum + bytes, done);
    // The last byte is not done before it is confirmed: otherwise 100 % would be told twice.
    const bound = done === this.#bytesTotal ? done : this.#bytesTotal - 1;
    const { bytesSent, bytesConfirmed, partsDone } = this.#last;
    const now = {
      bytesSent: Math.max(bytesSent, Math.min(sent, bound)),
      bytesConfirmed: Math.max(bytesConfirmed, done),
      partsDone: Math.max(partsDone, this.#partsDone),
    };
    if (now.bytesSent === bytesSent && now.partsDone === partsDone) return;
    this.#last = now;
    this.#listener?.({
      ...now,
      bytesTotal: this.#bytesTotal,
      partsTotal: this.#partsTotal,
      ...this.#speed(now.bytesSent),
    });
  }

  #speed(bytesSent: number): Pick<UploadProgress, "bytesPerSecond" | "secondsLeft"> {
    const time = Date.now();
    this.#samples = this.#samples.filter((sample) => time - sample.time <= span);
    const from = this.#samples[0] ?? { time, bytes: bytesSent };
    if (!(time - (this.#samples.at(-1)?.time ?? 0) < pace)) {
      this.#samples.push({ time, bytes: bytesSent });
    }
    const rate = ((bytesSent - from.bytes) * 1000) / (time - from.time);
    const bytesPerSecond = rate > 0 && Number.isFinite(rate) ? rate : undefined;
    return {
      bytesPerSecond,
      secondsLeft: bytesPerSecond && (this.#bytesTotal - bytesSent) / bytesPerSecond,
    };
  }
}
