import { createHash } from "node:crypto";
import {
  type Checkpoint,
  createClient,
  streamSource,
  UploadError,
  uploadFile,
  type UploadProgress,
  UploadsApi,
} from "../../generated/src/index.ts";
import type { UploadsServer } from "../../generated/src/runtime/uploads/testing/index.ts";
import type { Hash } from "../../generated/src/runtime/uploads/hash.ts";
import { Caller } from "./caller.ts";
import { mayBeReadAgain } from "./caller-promises.ts";
import type { Hook } from "./caller-code.ts";
import { Network, type Delay } from "./network.ts";
import { recorded, type Call } from "./recorded-calls.ts";
import type { Change, Scenario } from "./scenario.ts";
import { SimulatedSource, type SimulatedFile } from "./simulated-source.ts";
import { SimulatedStore } from "./simulated-store.ts";
import { drain, type World } from "./world.ts";

/** Must never be in an error or a checkpoint. */
export const key = "sk-canary-0123456789";

export type Outcome =
  | { readonly kind: "success"; readonly fileId: string }
  | { readonly kind: "error"; readonly error: unknown }
  | { readonly kind: "crash"; readonly change: Change | undefined };

/** Something that ends an upload. */
export interface Failure {
  readonly by: "abort" | Hook | Call["operation"];
  readonly error: unknown;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface LifeOptions {
  readonly scenario: Scenario;
  readonly world: World;
  readonly server: UploadsServer;
  readonly file: SimulatedFile;
  readonly store: Map<string, unknown>;
  /** Which one it is, counted from 0. */
  readonly life: number;
  readonly delay: Delay;
}

/** One process, from its start to its end or crash. */
export class Life {
  readonly calls: Call[] = [];
  readonly progress: UploadProgress[] = [];
  readonly restarts: string[] = [];
  readonly controller = new AbortController();
  readonly reason = new Error("the user has had enough");
  /** What has failed of the Upload at hand, the first first. */
  readonly failures: Failure[] = [];
  /** What had failed before the completion was answered. */
  readonly failuresBefore: Failure[] = [];
  readonly startedAt: number;
  abortedAt = Infinity;
  /** When the completion was answered. */
  completedAt = Infinity;
  settledAt = Infinity;
  outcome: Outcome | undefined;
  /** Whether it came to a point from which nothing could ever happen. */
  isStuck = false;
  /** Whether the Upload had been completed when the user aborted. */
  wasCompleted = false;
  /** How many requests were running at the server after an abort. */
  leftByAbort = 0;
  /** The checkpoint as a crash has left it. */
  saved: Checkpoint | undefined;
  /** Whether the checkpoint was there in the end, as far as the store had said. */
  isSaved = false;
  readonly network: Network;
  readonly caller: Caller;
  readonly source: SimulatedSource;
  readonly store: SimulatedStore;
  /** Takes back the aborts that are to come. */
  readonly #planned: (() => void)[] = [];
  readonly #options: LifeOptions;

  constructor(options: LifeOptions) {
    const { scenario, world, server, file, delay } = options;
    this.#options = options;
    this.startedAt = world.now();
    const caller = new Caller({
      code: scenario.callerCode,
      life: options.life,
      now: () => world.now(),
      delay,
      isEnding: () => this.abortedAt < world.now(),
      onHang: (after) => this.#planned.push(world.at(world.now() + after, () => this.abort())),
      onFailure: (by, error) => this.#fail(by, error),
    });
    this.caller = caller;
    const size = scenario.size > 1e6 ? scenario.size : file.content.length;
    const { chunkSize } = scenario;
    this.source = new SimulatedSource({ file, size, chunkSize, caller });
    const asText = scenario.checkpoint === "text";
    const unlessDead = () => this.#unlessDead();
    this.network = new Network({ server, delay, unlessDead });
    const { keepsCompleted } = scenario;
    const stored = { kept: options.store, asText, keepsCompleted };
    this.store = new SimulatedStore({ ...stored, caller, server, unlessDead });
  }

  /** Starts to upload; `outcome` tells how it ended. */
  start(): void {
    const { caller, store } = this;
    const { concurrency, partSize, maxRetries, checkpoint, ...scenario } = this.#options.scenario;
    const apiKey = () => caller.do("apiKey", () => Promise.resolve(key));
    const client = createClient({ apiKey, transport: this.network.transport, timeout: 5000 });
    const source =
      scenario.source === "file" ? this.source : streamSource(this.source.stream(), this.source);
    const isResumable = checkpoint !== "none" && scenario.source === "file";
    uploadFile(this.#record(new UploadsApi(client)), source, {
      purpose: "batch",
      partSize,
      concurrency,
      maxRetries,
      stallTimeout: 1000,
      md5: this.#md5(),
      checkpoint: isResumable ? store : undefined,
      signal: this.controller.signal,
      onProgress: (progress) => {
        this.progress.push({ ...progress, parts: [...progress.parts] });
        return caller.do("onProgress", () => undefined);
      },
      onRestart: (reason) => {
        this.restarts.push(reason);
        return caller.do("onRestart", () => undefined);
      },
    }).then(
      ({ file }) => this.#settle({ kind: "success", fileId: file.id }),
      (error: unknown) => this.#settle({ kind: "error", error }),
    );
  }

  /** The user has had enough. */
  abort(): void {
    const { signal } = this.controller;
    if (signal.aborted || this.outcome) return;
    this.abortedAt = this.#options.world.now();
    this.wasCompleted = this.completedAt < Infinity;
    this.#fail("abort", this.reason);
    this.controller.abort(this.reason);
    // What is being cancelled already has failed before, and one that is cancelled now takes a moment to begin with it.
    if (this.calls.some(({ operation }) => operation === "cancelUpload")) return;
    void drain().then(() => {
      this.leftByAbort = this.#options.server.inFlight();
    });
  }

  /** The process is killed: its connections break, and nothing it waits for ever comes. */
  crash(change: Change | undefined): void {
    this.outcome ??= { kind: "crash", change };
    this.network.break();
  }

  /** Nothing happens any more that was planned. */
  end(): void {
    for (const takeBack of this.#planned) takeBack();
  }

  #fail(by: Failure["by"], error: unknown): void {
    this.failures.push({ by, error, at: this.#options.world.now() });
  }

  /** What the Upload before has failed with does not count any more, if it was one to start over from. */
  #startOver(): void {
    const { scenario } = this.#options;
    const [first] = this.failures.filter((it) => !mayBeReadAgain(it, scenario));
    const rivals = this.failures.filter(({ at }) => at === first?.at);
    if (rivals.some(({ by }) => by.endsWith("Upload") || by.endsWith("Part")))
      this.failures.length = 0;
    this.caller.startOver();
  }

  #complete(): void {
    this.completedAt = this.#options.world.now();
    this.failuresBefore.push(...this.failures);
  }

  #settle(outcome: Outcome): void {
    if (this.outcome) return;
    this.outcome = outcome;
    this.settledAt = this.#options.world.now();
    this.isSaved = this.store.isSaved;
    this.caller.isOver = true;
  }

  #md5(): boolean | (() => Hash | Promise<Hash>) {
    const { md5, source } = this.#options.scenario;
    const { caller } = this;
    if (!md5) return false;
    if (caller.code.hashedBy === "the source" && source === "file") return true;
    // Whatever its type says: code without types may give promises, too.
    const digest = (hash: Hash) =>
      caller.do<unknown>("hash.digest", () => hash.digest("hex")) as string;
    const make = (): Hash => {
      const hash = createHash("md5");
      return {
        update: (data) => caller.do("hash.update", () => hash.update(data)),
        digest: () => digest(hash),
      };
    };
    const give = () => (caller.code.isAsync ? Promise.resolve(make()) : make());
    return () => caller.do<Hash | Promise<Hash>>("md5", give);
  }

  async #unlessDead(): Promise<void> {
    if (this.outcome?.kind === "crash") await new Promise(() => undefined);
  }

  #record(uploads: UploadsApi) {
    const { world, server } = this.#options;
    return recorded(uploads, {
      now: () => world.now(),
      upload: (id) => server.uploads().find((it) => it.id === id),
      version: () => this.source.version,
      onCall: (call) => {
        this.calls.push(call);
        if (call.operation !== "createUpload") return;
        this.store.startOver();
        if (this.calls.length > 1) this.#startOver();
      },
      onEnd: ({ operation, answered }, error) => {
        if (answered && operation === "completeUpload") this.#complete();
        // What the upload has ended itself has failed because of something else.
        if (!answered && !(error instanceof UploadError)) this.#fail(operation, error);
      },
    });
  }
}
