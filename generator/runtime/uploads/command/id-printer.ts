import type { FileState } from "./file-state.ts";

/** Prints the ids of Files, one a line, in the order in which the files were given, each as soon as its turn comes. */
export class IdPrinter {
  readonly #stream: NodeJS.WritableStream;
  readonly #isSilent: boolean;
  #settled = 0;

  constructor(stream: NodeJS.WritableStream, isSilent: boolean) {
    this.#stream = stream;
    this.#isSilent = isSilent;
  }

  print(states: readonly FileState[]): void {
    if (this.#isSilent) return;
    for (let next = states[this.#settled]; next; next = states[this.#settled]) {
      if (next.phase === "waiting" || next.phase === "running") return;
      this.#settled += 1;
      if (next.result) this.#stream.write(`${next.result.id}\n`);
    }
  }
}
