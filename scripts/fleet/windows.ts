/** Kills workers at the very moments between what the API has done and what is noted of it. */

/**
 * "unseen": the API has completed the Upload, and the worker has no response yet. "unsaved": the worker has the response,
 * and its checkpoint does not say so yet. "unnoted": the checkpoint says so, and the job is not completed yet.
 */
export type Window = "unseen" | "unsaved" | "unnoted";

export interface Hit {
  readonly window: Window;
  /** The worker's name. */
  readonly worker: string;
}

export class Windows {
  readonly #kill: (worker: string) => boolean;
  readonly #armed: { window: Window; onHit: (hit: Hit) => void }[] = [];

  /** @param kill ends a worker at once, by its name; it says whether that one was running. */
  constructor(kill: (worker: string) => boolean) {
    this.#kill = kill;
  }

  /** Kills the next worker that comes to this moment. Resolves when it has. */
  arm(window: Window): Promise<Hit> {
    return new Promise((onHit) => this.#armed.push({ window, onHit }));
  }

  /** To be called when the API has completed an Upload, and before it responds. */
  completed(worker: string): void {
    this.#strike("unseen", worker);
  }

  /** To be asked for each piece that a worker sends to Redis: whether Redis may have it. */
  mayPass(worker: string, sent: Buffer): boolean {
    if (this.#armed.length === 0) return true;
    if (sent.includes('"completed":{')) return !this.#strike("unsaved", worker);
    if (sent.includes("returnvalue")) return !this.#strike("unnoted", worker);
    return true;
  }

  #strike(window: Window, worker: string): boolean {
    const armed = this.#armed.find((it) => it.window === window);
    // What a worker sent before it was frozen may still come in.
    if (!armed || !this.#kill(worker)) return false;
    this.#armed.splice(this.#armed.indexOf(armed), 1);
    armed.onHit({ window, worker });
    return true;
  }
}
