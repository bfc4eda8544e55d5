// Hand-written. Copied from generator/runtime/uploads/checkpoint-slot.ts; edit it there.
import { callHook, CallerError } from "./caller-code.ts";
import { toCheckpointStore, type CheckpointInput, type NamedStore } from "./checkpoint-store.ts";
import {
  mismatchOf,
  readCheckpoint,
  type Checkpoint,
  type CompletedCheckpoint,
  type Wanted,
} from "./checkpoint.ts";

/** The ids of Uploads that are over, by the store that has not deleted their checkpoints. */
const finished = new WeakMap<object, Set<string>>();

/** The entry for one upload in the caller's store. */
export class CheckpointSlot {
  readonly #store: NamedStore;
  readonly #key: string;
  readonly #finished: Set<string>;
  /** Whether the store has returned what was stored in it. */
  #isProven = false;

  /** Throws a TypeError for a store that lacks methods. Doesn't call any. */
  constructor(input: CheckpointInput, key: string) {
    this.#store = toCheckpointStore(input);
    this.#key = key;
    this.#finished = finished.get(input) ?? new Set();
    finished.set(input, this.#finished);
  }

  /** The checkpoint to continue from, or a text saying why it can't be used; undefined if there is none. */
  async find(wanted: Wanted): Promise<Checkpoint | string | undefined> {
    const found = await this.#read().catch((error: unknown) => {
      if (isUnusable(error)) return error.message;
      throw new CallerError("checkpoint.get", error);
    });
    if (typeof found !== "object") return found;
    this.#isProven = true;
    return this.#finished.has(found.uploadId) ? undefined : (mismatchOf(found, wanted) ?? found);
  }

  /** Rejects with a CallerError if the store fails, or returns something else than it was given. Calls nothing after an abort. */
  async save(checkpoint: Checkpoint, signal: AbortSignal): Promise<void> {
    await callHook("checkpoint.set", async () => {
      const kept = await this.#store.set(this.#key, checkpoint);
      // This is how keyv reports a failure.
      if (kept === false) throw new Error("it returned false: nothing was saved");
    });
    if (!this.#isProven && !signal.aborted) await this.#prove();
  }

  /** Whether the store keeps completed Uploads. */
  get keepsCompleted(): boolean {
    return this.#store.complete !== undefined;
  }

  async complete(checkpoint: CompletedCheckpoint): Promise<void> {
    await this.#store.complete?.(this.#key, checkpoint);
  }

  async delete({ uploadId }: Checkpoint): Promise<void> {
    this.#finished.add(uploadId);
    await this.#store.delete(this.#key);
    this.#finished.delete(uploadId);
  }

  /** Marks a checkpoint that could not be deleted, so that no upload continues from it, in other processes either. */
  async markAsOver(checkpoint: Checkpoint): Promise<void> {
    await this.#store.set(this.#key, { ...checkpoint, expiresAt: 0, parts: {} });
  }

  async #read(): Promise<Checkpoint | string | undefined> {
    return readCheckpoint(await this.#store.get(this.#key));
  }

  /** Checks that the store returns what was stored: one that can't would otherwise fail only when it is needed. */
  async #prove(): Promise<void> {
    // Finding nothing proves nothing: some stores return a value only after a minute.
    const found = await this.#read().catch(() => undefined);
    if (typeof found === "string") {
      const problem = `${found}, though it was just set; pass ${this.#store.asText}`;
      throw new CallerError("checkpoint.get", new Error(problem));
    }
    this.#isProven = true;
  }
}

/** Not instanceof: there may be another copy of this package. */
function isUnusable(error: unknown): error is Error {
  return (Object(error) as Error).name === "UnusableCheckpoint";
}
