// Hand-written. Copied from generator/runtime/uploads/checkpoint-writer.ts; edit it there.
import { throwIfAborted } from "../abort.ts";
import { clearAway, type CallerCode } from "./caller-code.ts";
import type { CheckpointSlot } from "./checkpoint-slot.ts";
import type { Checkpoint } from "./checkpoint.ts";

/** Writes the checkpoints of one upload, one after the other. Does nothing without a store. */
export class CheckpointWriter {
  readonly #slot: CheckpointSlot | undefined;
  #pending: Promise<unknown> = Promise.resolve();
  /** Whether what the store has is this upload's, or of no use. */
  #isOwn: boolean;
  /** Whether the store has one to go on from. */
  isSaved: boolean;

  /** With `isRefused` the store has one that stays there until there is another to take its place. */
  constructor(
    slot: CheckpointSlot | undefined,
    resumed: Checkpoint | undefined,
    isRefused: boolean,
  ) {
    this.#slot = slot;
    this.#isOwn = !isRefused;
    this.isSaved = resumed !== undefined;
  }

  /** Resolves when it is written. */
  async save(checkpoint: Checkpoint, caller: CallerCode): Promise<void> {
    const slot = this.#slot;
    if (!slot) return;
    this.#isOwn = true;
    const copy = JSON.parse(JSON.stringify(checkpoint)) as Checkpoint;
    const saved = this.#pending.then(() => {
      throwIfAborted(caller.signal);
      return slot.save(copy, caller.signal);
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

  /**
   * Deletes the checkpoint of an upload that is over. Where that fails, it is marked as such: the next upload of the
   * file must not stumble on it. Ends with the signal, too.
   */
  async delete(checkpoint: Checkpoint, signal?: AbortSignal): Promise<void> {
    const slot = this.#slot;
    if (!slot || !this.#isOwn) return;
    try {
      // One that hangs must not keep what is of no use any more.
      await clearAway("checkpoint.set", () => this.#pending, signal).catch(() => undefined);
      await clearAway("checkpoint.delete", () => slot.delete(checkpoint), signal);
    } catch (error) {
      const mark = () => slot.markAsOver(checkpoint);
      await clearAway("checkpoint.set", mark, signal).catch(() => undefined);
      throw error;
    }
  }
}
