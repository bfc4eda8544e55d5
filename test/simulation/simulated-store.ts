import type { Checkpoint, CheckpointStore } from "../../generated/src/index.ts";
import type { UploadsServer } from "../../generated/src/runtime/uploads/testing/index.ts";
import type { Caller } from "./caller.ts";

export interface StoreOptions {
  /** What outlives the process. */
  readonly kept: Map<string, unknown>;
  readonly asText: boolean;
  readonly caller: Caller;
  readonly server: UploadsServer;
  /** Never resolves once the process is dead. */
  readonly unlessDead: () => Promise<void>;
}

/** A store that takes its time, and writes nothing for the dead. */
export class SimulatedStore implements CheckpointStore {
  /** Whether it has said that it has the checkpoint of the Upload at hand. */
  isSaved: boolean;
  /** Whether the checkpoint was deleted while there was an Upload to go on with. */
  hasForgotten = false;
  /** Whether it has written something so late that it had been asked to delete it, or the upload had settled. */
  hasStray = false;
  readonly #options: StoreOptions;
  #deletions = 0;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.isSaved = options.kept.size > 0;
  }

  get(name: string): unknown {
    const { kept, caller } = this.#options;
    return caller.do("checkpoint.get", async () => {
      await caller.pause();
      return kept.get(name);
    });
  }

  set(name: string, value: Checkpoint): Promise<void> {
    const { kept, asText, caller, unlessDead } = this.#options;
    const text = JSON.stringify(value);
    const deletions = this.#deletions;
    const isStray = () => caller.isOver || deletions < this.#deletions;
    const set = async () => {
      await caller.pause();
      await unlessDead();
      kept.set(name, asText ? text : JSON.parse(text));
      this.hasStray ||= isStray();
    };
    return caller.do("checkpoint.set", set).then(() => {
      this.isSaved ||= !isStray();
    });
  }

  delete(name: string): unknown {
    const { kept, caller, unlessDead } = this.#options;
    this.#deletions++;
    return caller.do("checkpoint.delete", async () => {
      await caller.pause();
      await unlessDead();
      const id = this.isSaved && checkpointIn(kept)?.uploadId;
      kept.delete(name);
      this.isSaved = false;
      this.hasForgotten = this.#options.server
        .uploads()
        .some((upload) => upload.id === id && upload.status === "pending");
    });
  }
}

/** The one checkpoint that a store has, if it has one. */
export function checkpointIn(store: ReadonlyMap<string, unknown>): Checkpoint | undefined {
  const [kept] = store.values();
  return (typeof kept === "string" ? JSON.parse(kept) : kept) as Checkpoint | undefined;
}
