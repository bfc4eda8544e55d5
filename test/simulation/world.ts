import { fixChance } from "./chance.ts";
import { install, type Clock } from "@sinonjs/fake-timers";

/** What would end a process. */
const fatal = ["unhandledRejection", "uncaughtException"] as const;

/**
 * Runs promises on a virtual clock: time passes only when nothing else can happen. One at a time: what would end the
 * process meanwhile is noted instead.
 */
export class World {
  /** What nobody has handled. */
  readonly unhandled: unknown[] = [];
  readonly #clock: Clock = install({ toFake: ["setTimeout", "clearTimeout", "Date"], now: 1e12 });
  readonly #restoreChance = fixChance();
  readonly #listeners = fatal.map((event) => ({ event, others: process.rawListeners(event) }));

  constructor() {
    for (const event of fatal) {
      process.removeAllListeners(event);
      process.on(event, (error) => this.unhandled.push(error));
    }
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#clock.now;
  }

  /** How many timers there are. */
  timers(): number {
    return this.#clock.countTimers();
  }

  /** Ends every timer, as the end of a process does. */
  clearTimers(): void {
    // `reset` would set the time back as well.
    for (const id of this.#clock.timers?.keys() ?? []) clearTimeout(id);
  }

  /** Calls back at a time, at once if it is over. Returns what takes that back. */
  at(time: number, action: () => void): () => void {
    const timer = setTimeout(action, Math.max(0, time - this.now()));
    return () => {
      clearTimeout(timer);
    };
  }

  /** Lets time pass until `isOver`. False if nothing is left that could ever happen. */
  async run(isOver: () => boolean): Promise<boolean> {
    for (;;) {
      await drain();
      if (isOver()) return true;
      if (this.timers() === 0) return false;
      this.#clock.next();
    }
  }

  close(): void {
    this.#clock.uninstall();
    this.#restoreChance();
    for (const { event, others } of this.#listeners) {
      process.removeAllListeners(event);
      for (const other of others) process.on(event, other as () => void);
    }
  }
}

/** Lets everything happen that needs no time. */
export function drain(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
