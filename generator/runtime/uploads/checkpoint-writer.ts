import { throwIfAborted } from "../abort.ts";
import { redactFor, redactJson } from "../secrets.ts";
import { clearAway, type CallerCode } from "./caller-code.ts";
import type { CheckpointSlot } from "./checkpoint-slot.ts";
import type { Checkpoint, CompletedCheckpoint } from "./checkpoint.ts";

/** Writes the checkpoints of one upload, one at a time. Does nothing without a store. */
export class CheckpointWriter {
  readonly #slot: CheckpointSlot | undefined;
  #pending: Promise<unknown> = Promise.resolve();
  /** Whether the stored checkpoint, if any, is this upload's own or useless, and may be deleted. */
  #isOwn: boolean;
  /** Whether the store has a checkpoint to continue from. */
  isSaved: boolean;

  /** @param isRefused whether the store has a checkpoint that must stay until this upload replaces it. */
  constructor(
    slot: CheckpointSlot | undefined,
    resumed: Checkpoint | undefined,
    isRefused: boolean,
  ) {
    this.#slot = slot;
    this.#isOwn = !isRefused;
    this.isSaved = resumed !== undefined;
  }

  /** Resolves once it is written. */
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

  /** Whether the store keeps completed Uploads. */
  get keepsCompleted(): boolean {
    return this.#slot?.keepsCompleted ?? false;
  }

  /** Puts the completed Upload in place of the checkpoint, or deletes that where the store keeps none. */
  async complete(checkpoint: Checkpoint, upload: unknown, signal: AbortSignal): Promise<void> {
    const slot = this.#slot;
    if (!slot?.keepsCompleted) return this.delete(checkpoint, signal);
    const copy = JSON.parse(
      JSON.stringify({ ...checkpoint, completed: upload }),
    ) as CompletedCheckpoint;
    const completed = redactJson(copy.completed, redactFor(upload)) as typeof copy.completed;
    // If that fails, the checkpoint stays as it is: the server knows how the Upload has ended.
    await clearAway("checkpoint.complete", () => slot.complete({ ...copy, completed }), signal);
  }

  /** Waits for a first checkpoint that is being written: whether there is one decides what happens to the Upload. */
  async settle(): Promise<void> {
    if (this.isSaved) return;
    await clearAway("checkpoint.set", () => this.#pending).catch(() => undefined);
    // A write that hasn't finished by now isn't waited for again.
    this.#pending = Promise.resolve();
  }

  /**
   * Deletes the checkpoint of an upload that is over. If that fails, marks it as over, so that the next upload of the file
   * ignores it. Stops when the signal aborts.
   */
  async delete(checkpoint: Checkpoint, signal?: AbortSignal): Promise<void> {
    const slot = this.#slot;
    if (!slot || !this.#isOwn) return;
    try {
      // A write that hangs must not prevent the deletion.
      await clearAway("checkpoint.set", () => this.#pending, signal).catch(() => undefined);
      await clearAway("checkpoint.delete", () => slot.delete(checkpoint), signal);
    } catch (error) {
      const mark = () => slot.markAsOver(checkpoint);
      await clearAway("checkpoint.set", mark, signal).catch(() => undefined);
      throw error;
    }
  }
}
