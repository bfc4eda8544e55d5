import { createHash } from "node:crypto";
import { createClient, streamSource, uploadFile, UploadsApi } from "../../generated/src/index.ts";
import type {
  Checkpoint,
  PartSource,
  RequestOptions,
  Transport,
  UploadOperations,
  UploadProgress,
} from "../../generated/src/index.ts";
import { fetchTransport } from "../../generated/src/runtime/transport.ts";
import type { UploadsServer } from "../../generated/src/runtime/uploads/testing/index.ts";
import type { Change, Scenario } from "./scenario.ts";
import { startOf, type SimulatedSource } from "./simulated-source.ts";
import { drain, type World } from "./world.ts";

/** Must never be in an error or a checkpoint. */
export const key = "sk-canary-0123456789";

/** What a call of an operation was, and how it ended for the caller. */
export interface Call {
  readonly operation: keyof UploadOperations;
  /** Undefined for createUpload until it is answered. */
  uploadId: string | undefined;
  /** First byte of the part. */
  readonly start?: number | undefined;
  readonly md5?: string | undefined;
  /** Of the source when the call was made. */
  readonly version: number;
  answered: boolean;
}

export type Outcome =
  | { readonly kind: "success"; readonly fileId: string }
  | { readonly kind: "error"; readonly error: unknown }
  | { readonly kind: "crash"; readonly change: Change | undefined };

/** Waits as long as the scenario says; not at all once the signal aborts. */
export type Delay = (signal?: AbortSignal) => Promise<void>;

/** One process, from its start to its end or crash. */
export class Life {
  readonly calls: Call[] = [];
  readonly progress: UploadProgress[] = [];
  readonly restarts: string[] = [];
  readonly controller = new AbortController();
  readonly reason = new Error("the user has had enough");
  readonly startedAt: number;
  outcome: Outcome | undefined;
  /** Whether it came to a point from which nothing could ever happen. */
  isStuck = false;
  /** Whether the checkpoint of the Upload at hand has been written. */
  isSaved = false;
  /** Whether the checkpoint was deleted while there was an Upload to go on with. */
  hasForgotten = false;
  /** Whether the Upload had been completed when the user aborted. */
  wasCompleted = false;
  /** How many requests were running at the server after an abort. */
  leftByAbort = 0;
  /** The checkpoint as a crash has left it. */
  saved: Checkpoint | undefined;
  inFlight = 0;
  /** How many calls of the store are under way. */
  storing = 0;
  mostInFlight = 0;
  readonly #connections = new Set<AbortController>();
  readonly #server: UploadsServer;
  readonly #delay: Delay;
  readonly source: SimulatedSource;

  constructor(options: {
    world: World;
    server: UploadsServer;
    source: SimulatedSource;
    delay: Delay;
  }) {
    this.startedAt = options.world.now();
    this.#server = options.server;
    this.#delay = options.delay;
    this.source = options.source;
  }

  /** Starts to upload; `outcome` tells how it ended. */
  start(scenario: Scenario, store: Map<string, unknown>): void {
    const { concurrency, partSize, maxRetries, md5, checkpoint } = scenario;
    const client = createClient({
      apiKey: key,
      transport: this.#transport,
      timeout: 5000,
    });
    const source: PartSource =
      scenario.source === "file" ? this.source : streamSource(this.source.stream(), this.source);
    const isResumable = checkpoint !== "none" && scenario.source === "file";
    uploadFile(this.#record(new UploadsApi(client)), source, {
      purpose: "batch",
      partSize,
      concurrency,
      maxRetries,
      stallTimeout: 1000,
      md5: md5 ? () => createHash("md5") : false,
      checkpoint: isResumable ? this.#store(store, checkpoint === "text") : undefined,
      signal: this.controller.signal,
      onProgress: (progress) => this.progress.push(progress),
      onRestart: (reason) => this.restarts.push(reason),
    }).then(
      ({ file }) => (this.outcome ??= { kind: "success", fileId: file.id }),
      (error: unknown) => (this.outcome ??= { kind: "error", error }),
    );
  }

  /** The user has had enough. */
  abort(): void {
    this.wasCompleted = this.calls.some(
      ({ operation, answered }) => operation === "completeUpload" && answered,
    );
    this.controller.abort(this.reason);
    // What is being cancelled already has failed before, and one that is cancelled now takes a moment to begin with it.
    if (this.calls.some(({ operation }) => operation === "cancelUpload")) return;
    void drain().then(() => {
      this.leftByAbort = this.#server.inFlight();
    });
  }

  /** The process is killed: its connections break, and nothing it waits for ever comes. */
  crash(change: Change | undefined): void {
    this.outcome ??= { kind: "crash", change };
    for (const connection of this.#connections) connection.abort();
  }

  readonly #transport: Transport = async (request) => {
    // Not AbortSignal.any, which leaks memory.
    const connection = new AbortController();
    const close = () => {
      connection.abort(request.signal.reason);
    };
    this.#connections.add(connection);
    request.signal.addEventListener("abort", close);
    const answer = fetchTransport(this.#fetch)({ ...request, signal: connection.signal });
    try {
      return await answer;
    } finally {
      this.#connections.delete(connection);
    }
  };

  readonly #fetch = async (request: Request): Promise<Response> => {
    await this.#unlessDead();
    this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
    try {
      await this.#delay(request.signal);
      return await this.#server.fetch(request);
    } finally {
      await this.#unlessDead();
      this.inFlight--;
    }
  };

  async #unlessDead(): Promise<void> {
    if (this.outcome?.kind === "crash") await new Promise(() => undefined);
  }

  #record(uploads: UploadsApi): Pick<UploadsApi, keyof UploadOperations> {
    const record = async <T extends { id: string }>(
      call: Omit<Call, "version" | "answered">,
      answer: () => Promise<T>,
    ): Promise<T> => {
      const recorded: Call = { ...call, version: this.source.version, answered: false };
      this.calls.push(recorded);
      if (call.operation === "createUpload") this.isSaved = false;
      const answered = await answer();
      recorded.answered = true;
      recorded.uploadId ??= answered.id;
      return answered;
    };
    return {
      createUpload: (body, options) =>
        record({ operation: "createUpload", uploadId: undefined }, () =>
          uploads.createUpload(body, options),
        ),
      addUploadPart: (uploadId, body, options) => {
        const { data } = body.data as { data: object };
        const call = { operation: "addUploadPart", uploadId, start: startOf.get(data) } as const;
        return record(call, () => uploads.addUploadPart(uploadId, body, options));
      },
      completeUpload: (uploadId, body, options) => {
        const call = { operation: "completeUpload", uploadId, md5: body.md5 } as const;
        return record(call, () => uploads.completeUpload(uploadId, body, options));
      },
      cancelUpload: (uploadId: string, options?: RequestOptions) =>
        record({ operation: "cancelUpload", uploadId }, () =>
          uploads.cancelUpload(uploadId, options),
        ),
    };
  }

  /** A store that takes its time, and writes nothing for the dead. */
  #store(kept: Map<string, unknown>, asText: boolean) {
    const delay = async () => {
      this.storing++;
      await this.#delay();
      this.storing--;
    };
    return {
      get: async (name: string) => {
        await delay();
        this.isSaved = kept.has(name);
        return kept.get(name);
      },
      set: async (name: string, value: Checkpoint) => {
        const text = JSON.stringify(value);
        await delay();
        await this.#unlessDead();
        kept.set(name, asText ? text : JSON.parse(text));
        this.isSaved = true;
      },
      delete: async (name: string) => {
        await delay();
        await this.#unlessDead();
        const id = checkpointIn(kept)?.uploadId;
        kept.delete(name);
        this.isSaved = false;
        this.hasForgotten = this.#server
          .uploads()
          .some((upload) => upload.id === id && upload.status === "pending");
      },
    };
  }
}

/** The one checkpoint that a store has, if it has one. */
export function checkpointIn(store: ReadonlyMap<string, unknown>): Checkpoint | undefined {
  const [kept] = store.values();
  return (typeof kept === "string" ? JSON.parse(kept) : kept) as Checkpoint | undefined;
}
