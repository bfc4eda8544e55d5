import { UploadError } from "../../generated/src/index.ts";
import type { ErrorKind, Hook, Misbehaviour } from "./misbehaviour.ts";

/** A call of the caller's code. */
export interface HookCall {
  readonly hook: Hook;
  /** Milliseconds since 1970. */
  readonly from: number;
  /** Infinity while it is under way. */
  to: number;
}

/** What an upload does not wait for, or not for long. */
const unawaited: readonly Hook[] = [
  "stream.return",
  "source.cancel",
  "checkpoint.delete",
  "onProgress",
  "onRestart",
];

/** Whose failure ends the upload, whichever Upload it is at. */
const always: readonly Hook[] = ["onProgress", "onRestart"];

/** Whose failure has nothing to add: the upload has failed before, or its File is there, or a request fails with it. */
const unheard: readonly Hook[] = ["stream.return", "source.cancel", "checkpoint.delete", "apiKey"];

/** What does something that lasts, even if nobody hears of it. */
const effective: readonly Hook[] = [...unawaited, "checkpoint.set", "source.release"];

export interface CallerOptions {
  readonly misbehaviours: readonly Misbehaviour[];
  /** How often each hook was called, in lives before as well. */
  readonly counts: Map<Hook, number>;
  readonly now: () => number;
  /** Waits as long as the scenario says. */
  readonly delay: () => Promise<void>;
  /** Told that the upload can't go on, and when the user has enough of it, in milliseconds from now. */
  readonly onHang: (after: number) => void;
  /** Told what a hook fails with, before the uploader is. */
  readonly onFailure: (hook: Hook, error: unknown) => void;
}

/** The caller's own code in one process: does what it should, or what a scenario has it do instead. */
export class Caller {
  /** Those that took time. */
  readonly calls: HookCall[] = [];
  /** What has misbehaved. */
  readonly guilty = new Set<Hook>();
  /** What was called after the upload had settled. */
  readonly calledAfterwards: Hook[] = [];
  /** How many timers it has. */
  timers = 0;
  /** Whether the upload has settled. */
  isOver = false;
  /** The number of the Upload. */
  #run = 0;
  readonly #options: CallerOptions;
  readonly #waiting: (() => void)[] = [];

  constructor(options: CallerOptions) {
    this.#options = options;
  }

  /** Has a hook do its work. `isOff` says whether nobody looks at how it ends any more. */
  do<T>(hook: Hook, work: () => T, isOff?: () => boolean): T | Promise<Awaited<T>>;
  do<T>(hook: Hook, work: () => unknown, isOff = () => false): T | Promise<T> {
    const { counts, misbehaviours } = this.#options;
    if (this.isOver && hook !== "stream.return") this.calledAfterwards.push(hook);
    const count = (counts.get(hook) ?? 0) + 1;
    counts.set(hook, count);
    const found = misbehaviours.find(
      ({ call, lasting, hook: name }) =>
        name === hook && (call === count || (lasting && call < count)),
    );
    if (!found) {
      const result = work();
      return result instanceof Promise
        ? this.#follow(hook, () => result as Promise<T>)
        : (result as T);
    }
    this.guilty.add(hook);
    const run = this.#run;
    const isHeard = () => !isOff() && (run === this.#run || always.includes(hook));
    const fail = () => {
      const error = errorOf(found.error, hook);
      if (isHeard() && !unheard.includes(hook)) this.#options.onFailure(hook, error);
      return error;
    };
    if (found.way === "throws") throw fail();
    return this.#follow(hook, () => this.#misbehave(found, work, fail));
  }

  /** There is another Upload. What was called for the one before is listened to no more. */
  startOver(): void {
    this.#run++;
  }

  /** Waits as long as the scenario says. */
  async pause(): Promise<void> {
    this.timers++;
    await this.#options.delay();
    this.timers--;
  }

  /** What was to reject when the upload had settled does so. */
  rejectAfterwards(): void {
    for (const goOn of this.#waiting) goOn();
  }

  /** No handler is added to what is returned: that is for the uploader to do. */
  async #follow<T>(hook: Hook, start: () => Promise<T>): Promise<T> {
    const call = { hook, from: this.#options.now(), to: Infinity };
    this.calls.push(call);
    try {
      return await start();
    } finally {
      call.to = this.#options.now();
    }
  }

  async #misbehave<T>(
    { hook, way, after }: Misbehaviour,
    work: () => unknown,
    fail: () => unknown,
  ): Promise<T> {
    if (way === "is late" || way === "rejects") {
      await this.#wait(after);
      if (way === "is late") return (await work()) as T;
      throw fail();
    }
    if (way === "works and hangs" && effective.includes(hook)) await work();
    if (!unawaited.includes(hook)) this.#options.onHang(after);
    await new Promise<void>((resolve) => {
      if (way === "rejects afterwards") this.#waiting.push(resolve);
    });
    throw fail();
  }

  async #wait(milliseconds: number): Promise<void> {
    if (milliseconds === 0) return;
    this.timers++;
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    this.timers--;
  }
}

function errorOf(kind: ErrorKind, hook: Hook): unknown {
  const message = `${hook} has had enough`;
  // What a request fails with, or a range, is not told from what else it may have failed with.
  const isTold = hook !== "apiKey" && hook !== "stream.next";
  if (kind === "nothing" && isTold) return undefined;
  if (kind === "another upload's" && isTold) return new UploadError("expired", message);
  if (kind === "text") return message;
  if (kind === "a TypeError") return new TypeError(message);
  return Object.assign(new Error(message), kind === "a 404" && { status: 404 });
}
