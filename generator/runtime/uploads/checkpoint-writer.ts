import { clearAway, type CallerCode } from "./caller-code.ts";
import type { Checkpoint, CheckpointStore } from "./checkpoint.ts";

/** Writes the checkpoints of one upload, one after the other. Does nothing without a store. */
export class CheckpointWriter {
  readonly #store: CheckpointStore | undefined;
  readonly #key: string;
  #pending: Promise<unknown> = Promise.resolve();
  /** Whether the store has one to go on from. */
  isSaved: boolean;

  constructor(store: CheckpointStore | undefined, key: string, isSaved: boolean) {
    this.#store = store;
    this.#key = key;
    this.isSaved = isSaved;
  }

  /** Resolves when it is written. */
  async save(checkpoint: Checkpoint, caller: CallerCode): Promise<void> {
    const store = this.#store;
    if (!store) return;
    const copy = structuredClone(checkpoint);
    const saved = this.#pending.then(() => {
      caller.signal.throwIfAborted();
      return store.set(this.#key, copy);
    });
    this.#pending = saved.then(
      () => (this.isSaved = true),
      () => undefined,
    );
    await caller.wait("checkpoint.set", () => saved);
  }

  /** Waits for the first to be written, if it is being: whether there is one decides what becomes of the Upload. */
  async settle(): Promise<void> {
    if (this.isSaved) return;
    await clearAway("checkpoint.set", () => this.#pending).catch(() => undefined);
    // What has not been written by now is not waited for again.
    this.#pending = Promise.resolve();
  }

  /** Ends with the signal, too. */
  async delete(signal?: AbortSignal): Promise<void> {
    const store = this.#store;
    if (!store) return;
    // One that hangs must not keep what is of no use any more.
    await clearAway("checkpoint.set", () => this.#pending, signal).catch(() => undefined);
    await clearAway("checkpoint.delete", () => store.delete(this.#key), signal);
  }
}
