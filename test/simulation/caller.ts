import { UploadError } from "../../generated/src/index.ts";
import type { CallerCode, ErrorKind, Hook, Misbehaviour } from "./caller-code.ts";

/** A call of the caller's code. */
export interface HookCall {
  readonly hook: Hook;
  /** Milliseconds since 1970. */
  readonly from: number;
  /** Infinity while it is under way. */
  to: number;
}

/** What an upload does not wait for, or not for long: it may well settle by itself. */
const unawaited: readonly Hook[] = [
  "stream.return",
  "source.cancel",
  "checkpoint.delete",
  "checkpoint.complete",
  "onProgress",
  "onRestart",
];

/** What is called to clear away. A store also marks what it can't delete. */
const clearing: readonly Hook[] = [
  "stream.return",
  "source.cancel",
  "checkpoint.delete",
  "checkpoint.set",
  "apiKey",
];

/** Whose failure ends the upload, whichever Upload it is at. */
const always: readonly Hook[] = ["onProgress", "onRestart"];

/** Whose failure has nothing to add: the upload has failed before, or its File is there, or a request fails with it. */
const unheard: readonly Hook[] = [
  "stream.return",
  "source.cancel",
  "checkpoint.delete",
  "checkpoint.complete",
  "apiKey",
];

/** What does something that lasts, even if nobody hears of it. */
const effective: readonly Hook[] = [...unawaited, "checkpoint.set", "source.release"];

export interface CallerOptions {
  readonly code: CallerCode;
  /** Which life it is, counted from 0. */
  readonly life: number;
  readonly now: () => number;
  /** Waits as long as the scenario says. */
  readonly delay: () => Promise<void>;
  /** Whether the user has aborted, a while ago. */
  readonly isEnding: () => boolean;
  /** Told when the user has enough of it, in milliseconds from now. */
  readonly onHang: (after: number) => void;
  /** Told what a hook fails with, before the uploader is. */
  readonly onFailure: (hook: Hook, error: unknown) => void;
}

/** The caller's own code in one process: does what it should, or what a scenario has it do instead. */
export class Caller {
  readonly code: CallerCode;
  /** Those that took time. */
  readonly calls: HookCall[] = [];
  /** What has misbehaved. */
  readonly guilty = new Set<Hook>();
  /** What was called after an abort, or after the upload had settled. */
  readonly calledAfterwards: Hook[] = [];
  /** How many timers it has. */
  timers = 0;
  /** Whether the upload has settled. */
  isOver = false;
  readonly #counts = new Map<Hook, number>();
  #failures = 0;
  /** The number of the Upload. */
  #run = 0;
  readonly #options: CallerOptions;
  readonly #waiting: (() => void)[] = [];

  constructor(options: CallerOptions) {
    this.#options = options;
    this.code = options.code;
  }

  /** Has a hook do its work. `isOff` says whether nobody looks at how it ends any more. */
  do<T>(hook: Hook, work: () => T, isOff?: () => boolean): T | Promise<Awaited<T>>;
  do<T>(hook: Hook, work: () => unknown, isOff = () => false): T | Promise<T> {
    this.#expect(hook);
    const count = (this.#counts.get(hook) ?? 0) + 1;
    this.#counts.set(hook, count);
    const found = this.code.misbehaviours.find(
      ({ hook: name, life, call, lasting }) =>
        name === hook &&
        life <= this.#options.life &&
        (call === count || (lasting && call < count)),
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
      const error = errorOf(found.error, hook, this.#failures++);
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

  /** Notes a call that comes when there is nothing more to ask for. A stream may still have to be closed. */
  #expect(hook: Hook): void {
    const isEnding = this.#options.isEnding() && !clearing.includes(hook);
    if (isEnding || (this.isOver && hook !== "stream.return")) this.calledAfterwards.push(hook);
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
    if (way === "is too late") this.#options.onHang(after >> 1);
    if (/late|rejects$/.test(way)) {
      await this.#wait(after);
      if (way === "rejects") throw fail();
      return (await work()) as T;
    }
    if (way === "works and hangs" && effective.includes(hook)) await work();
    this.#options.onHang(unawaited.includes(hook) ? after + 10_000 : after);
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

/** One that does not say whose it is. */
function errorOf(kind: ErrorKind, hook: Hook, number: number): unknown {
  const message = `there is no more (${number})`;
  // What a request fails with, or a range, is not told from what else it may have failed with.
  const isTold = hook !== "apiKey" && hook !== "stream.next";
  if (kind === "nothing" && isTold) return undefined;
  if (kind === "another upload's" && isTold) return new UploadError("expired", message);
  if (kind === "text") return message;
  if (kind === "a TypeError") return new TypeError(message);
  return Object.assign(new Error(message), kind === "a 404" && { status: 404 });
}
