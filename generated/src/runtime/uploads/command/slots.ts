// Hand-written. Copied from generator/runtime/uploads/command/slots.ts; edit it there.
/**
 * Limits how many requests run at the same time over all files: a large file takes all slots, a small one takes one. First
 * come, first served.
 */
export class Slots {
  #free: number;
  #queue: { count: number; go: () => void }[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Resolves once this many are free, with a function that gives them back. */
  async take(count: number): Promise<() => void> {
    await new Promise<void>((go) => {
      this.#queue.push({ count, go });
      this.#next();
    });
    return () => {
      this.#free += count;
      this.#next();
    };
  }

  #next(): void {
    for (let [first] = this.#queue; first && first.count <= this.#free; [first] = this.#queue) {
      this.#queue.shift();
      this.#free -= first.count;
      first.go();
    }
  }
}
