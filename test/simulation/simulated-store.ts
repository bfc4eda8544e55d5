import type {
  Checkpoint,
  CheckpointStore,
  CompletedCheckpoint,
} from "../../generated/src/index.ts";
import type {
  UploadSnapshot,
  UploadsServer,
} from "../../generated/src/runtime/uploads/testing/index.ts";
import type { Caller } from "./caller.ts";
import type { Hook } from "./caller-code.ts";

export interface StoreOptions {
  /** What outlives the process. */
  readonly kept: Map<string, unknown>;
  readonly asText: boolean;
  /** Whether it keeps completed Uploads. */
  readonly keepsCompleted: boolean;
  readonly caller: Caller;
  readonly server: UploadsServer;
  /** Never resolves once the process is dead. */
  readonly unlessDead: () => Promise<void>;
}

/** A store that takes its time, and writes nothing for the dead. */
export class SimulatedStore implements CheckpointStore {
  /** Whether it has said that it has the checkpoint of the Upload at hand. */
  isSaved: boolean;
  /** Whether it was asked to delete a checkpoint that it has given back before, and that can be gone on from. */
  hasForgotten = false;
  /** Whether it has done something so late that it had been asked for something else, or the upload had settled. */
  hasStray = false;
  /** Whether what it has is from a process before. */
  isOld: boolean;
  readonly complete?: (name: string, value: CompletedCheckpoint) => unknown;
  /** Whether it has given back a checkpoint. */
  #isProven = false;
  readonly #options: StoreOptions;
  /** How often it was asked for a change. */
  #changes = 0;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.isSaved = this.isOld = options.kept.size > 0;
    if (options.keepsCompleted)
      this.complete = (name, value) => this.#keep("checkpoint.complete", name, value);
  }

  get(name: string): unknown {
    const { kept, caller } = this.#options;
    const get = async () => {
      await caller.pause();
      return kept.get(name);
    };
    // To see what has become of what it was given: it may fail.
    const isProof = this.#changes > 0;
    return caller
      .do("checkpoint.get", get, () => isProof)
      .then((value) => {
        this.#isProven ||= value !== undefined;
        return value;
      });
  }

  set(name: string, value: Checkpoint): Promise<void> {
    const kept = this.#keep("checkpoint.set", name, value);
    const isStray = this.#isStray();
    return kept.then(() => {
      // One that is over already is not there to go on with.
      this.isSaved ||= !isStray() && value.expiresAt > 0;
    });
  }

  delete(name: string): unknown {
    const { kept, caller, unlessDead, server, keepsCompleted } = this.#options;
    const isStray = this.#change();
    const id = checkpointIn(kept)?.uploadId;
    const isNeeded = ({ id: other, status }: UploadSnapshot) =>
      other === id && (status === "pending" || (keepsCompleted && status === "completed"));
    this.hasForgotten = this.isSaved && this.#isProven && server.uploads().some(isNeeded);
    return caller.do("checkpoint.delete", async () => {
      await caller.pause();
      await unlessDead();
      kept.delete(name);
      this.hasStray ||= isStray();
      this.isSaved &&= isStray();
    });
  }

  #keep(hook: Hook, name: string, value: Checkpoint): Promise<void> {
    const { kept, asText, caller, unlessDead } = this.#options;
    const text = JSON.stringify(value);
    const isStray = this.#change();
    return caller.do(hook, async () => {
      await caller.pause();
      await unlessDead();
      kept.set(name, asText ? text : JSON.parse(text));
      this.isOld = false;
      this.hasStray ||= isStray();
    });
  }

  /** There is another Upload, of which it has nothing. */
  startOver(): void {
    this.isSaved = false;
    this.hasForgotten = false;
  }

  #change(): () => boolean {
    this.#changes++;
    return this.#isStray();
  }

  /** Whether it comes too late, of the last change. */
  #isStray(): () => boolean {
    const change = this.#changes;
    return () => this.#options.caller.isOver || change < this.#changes;
  }
}

/** The one checkpoint that a store has, if it has one. */
export function checkpointIn(store: ReadonlyMap<string, unknown>): Checkpoint | undefined {
  const [kept] = store.values();
  return (typeof kept === "string" ? JSON.parse(kept) : kept) as Checkpoint | undefined;
}
