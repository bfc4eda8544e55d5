// Hand-written. Copied from generator/runtime/uploads/checkpoint-slot.ts; edit it there.
import { callHook, CallerError } from "./caller-code.ts";
import { toCheckpointStore, type CheckpointInput, type NamedStore } from "./checkpoint-store.ts";
import { mismatchOf, readCheckpoint, type Checkpoint, type Wanted } from "./checkpoint.ts";

/** Uploads that are over, by the store that could not delete their checkpoints. */
const over = new WeakMap<object, Set<string>>();

/** The place in a caller's store where one upload is kept. */
export class CheckpointSlot {
  readonly #store: NamedStore;
  readonly #key: string;
  readonly #over: Set<string>;
  /** Whether the store has given back what it was given. */
  #isProven = false;

  /** Throws a TypeError for a store without the methods. Calls none of them. */
  constructor(input: CheckpointInput, key: string) {
    this.#store = toCheckpointStore(input);
    this.#key = key;
    this.#over = over.get(input) ?? new Set();
    over.set(input, this.#over);
  }

  /** The checkpoint to go on with, or a text that says why the one there is can't be; undefined where there is none. */
  async find(wanted: Wanted): Promise<Checkpoint | string | undefined> {
    const found = await this.#read().catch((error: unknown) => {
      if (isUnusable(error)) return error.message;
      throw new CallerError("checkpoint.get", error);
    });
    if (typeof found !== "object") return found;
    this.#isProven = true;
    return this.#over.has(found.uploadId) ? undefined : (mismatchOf(found, wanted) ?? found);
  }

  /** Asks nothing more of the store once the signal has aborted. Rejects with a CallerError if the store fails, or gives back something else than it was given. */
  async save(checkpoint: Checkpoint, signal: AbortSignal): Promise<void> {
    await callHook("checkpoint.set", async () => {
      const kept = await this.#store.set(this.#key, checkpoint);
      // So keyv says that it has failed.
      if (kept === false) throw new Error("it returned false: nothing was saved");
    });
    if (!this.#isProven && !signal.aborted) await this.#prove();
  }

  async delete({ uploadId }: Checkpoint): Promise<void> {
    this.#over.add(uploadId);
    await this.#store.delete(this.#key);
    this.#over.delete(uploadId);
  }

  /** Has no upload go on from a checkpoint that could not be deleted, in other processes either. */
  async markAsOver(checkpoint: Checkpoint): Promise<void> {
    await this.#store.set(this.#key, { ...checkpoint, expiresAt: 0, parts: {} });
  }

  async #read(): Promise<Checkpoint | string | undefined> {
    return readCheckpoint(await this.#store.get(this.#key));
  }

  /** A store that makes text of objects in its own way would be found out only when the checkpoint is needed. */
  async #prove(): Promise<void> {
    // Nothing is no proof of anything: some stores take a minute until they give back what they have.
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
