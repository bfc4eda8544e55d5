import { install, type Clock } from "@sinonjs/fake-timers";

/** Runs promises on a virtual clock: time passes only when nothing else can happen. */
export class World {
  readonly #clock: Clock = install({ toFake: ["setTimeout", "clearTimeout", "Date"], now: 1e12 });

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
  }
}

/** Lets everything happen that needs no time. */
export function drain(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
