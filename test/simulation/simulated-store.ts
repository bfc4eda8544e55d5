import type { Checkpoint, CheckpointStore } from "../../generated/src/index.ts";
import type { Caller } from "./caller.ts";

export interface StoreOptions {
  /** What outlives the process. */
  readonly kept: Map<string, unknown>;
  readonly asText: boolean;
  readonly caller: Caller;
  /** Never resolves once the process is dead. */
  readonly unlessDead: () => Promise<void>;
}

/** A store that takes its time, and writes nothing for the dead. */
export class SimulatedStore implements CheckpointStore {
  /** Whether it has said that it has the checkpoint of the Upload at hand. */
  isSaved: boolean;
  /** The Upload whose checkpoint was deleted. */
  forgotten: string | undefined;
  /** Whether it has done something so late that it had been asked for something else, or the upload had settled. */
  hasStray = false;
  readonly #options: StoreOptions;
  /** How often it was asked for a change. */
  #changes = 0;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.isSaved = options.kept.size > 0;
  }

  get(name: string): unknown {
    const { kept, caller } = this.#options;
    const get = async () => {
      await caller.pause();
      return kept.get(name);
    };
    // To see what has become of what it was given: it may fail.
    const isProof = this.#changes > 0;
    return caller.do("checkpoint.get", get, () => isProof);
  }

  set(name: string, value: Checkpoint): Promise<void> {
    const { kept, asText, caller, unlessDead } = this.#options;
    const text = JSON.stringify(value);
    const isStray = this.#change();
    const set = async () => {
      await caller.pause();
      await unlessDead();
      kept.set(name, asText ? text : JSON.parse(text));
      this.hasStray ||= isStray();
    };
    return caller.do("checkpoint.set", set).then(() => {
      // One that is over already is not there to go on with.
      this.isSaved ||= !isStray() && value.expiresAt > 0;
    });
  }

  delete(name: string): unknown {
    const { kept, caller, unlessDead } = this.#options;
    const isStray = this.#change();
    return caller.do("checkpoint.delete", async () => {
      await caller.pause();
      await unlessDead();
      this.forgotten = checkpointIn(kept)?.uploadId;
      kept.delete(name);
      this.hasStray ||= isStray();
      this.isSaved &&= isStray();
    });
  }

  #change(): () => boolean {
    const change = ++this.#changes;
    return () => this.#options.caller.isOver || change < this.#changes;
  }
}

/** The one checkpoint that a store has, if it has one. */
export function checkpointIn(store: ReadonlyMap<string, unknown>): Checkpoint | undefined {
  const [kept] = store.values();
  return (typeof kept === "string" ? JSON.parse(kept) : kept) as Checkpoint | undefined;
}
