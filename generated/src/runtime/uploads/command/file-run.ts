// Hand-written. Copied from generator/runtime/uploads/command/file-run.ts; edit it there.
import { line } from "../../text.ts";
import type { UploadFileOptions } from "../options.ts";
import type { UploadProgress } from "../progress.ts";
import type { PartSource } from "../source.ts";
import type { Connection } from "./connect.ts";
import type { CommandFacts } from "./facts.ts";
import type { FileEvent, FileState } from "./file-state.ts";
import { sizeOf } from "./look.ts";
import { failureOf } from "./message.ts";
import { observedStore } from "./observed-store.ts";
import { observedTransport } from "./observed-transport.ts";
import type { Settings } from "./settings.ts";
import { openUrl } from "./url-file.ts";
import { standardInput } from "./urls.ts";

/** What all files of a run share. */
export interface Run {
  readonly facts: CommandFacts;
  readonly settings: Settings;
  readonly connection: Connection;
  /** Ends the run. */
  readonly signal: AbortSignal;
  readonly tell: (event: FileEvent) => void;
}

/** One file of a run. */
export class FileRun {
  readonly #run: Run;
  #state: FileState;
  #source: PartSource | undefined;

  constructor(file: string, run: Run) {
    this.#run = run;
    this.#state = {
      file,
      label: file === standardInput ? "standard input" : line(file, 500),
      phase: "waiting",
    };
  }

  get state(): FileState {
    return this.#state;
  }

  /** Bytes of the file. Throws an Unreadable if it isn't a file, and a UrlSourceError if a URL can't be read. */
  async size(): Promise<number> {
    const { settings, connection, signal } = this.#run;
    const { file } = this.#state;
    const address = settings.urls.get(file);
    if (!address) return file === standardInput ? (settings.bytes ?? 0) : sizeOf(file);
    this.#source = await openUrl(address.url, connection.library, signal);
    return this.#source.size;
  }

  /** Uploads the file, with this many parts at the same time. Never rejects. */
  async upload(concurrency: number): Promise<void> {
    this.#change({ phase: "running" });
    const started = Date.now();
    try {
      const { file, ...completed } = await this.#send(concurrency);
      const bytes =
        (completed as { bytes?: number }).bytes ?? this.#state.progress?.bytesTotal ?? 0;
      const seconds = (Date.now() - started) / 1000;
      this.#tell("uploaded", { phase: "uploaded", result: { id: line(file.id), bytes, seconds } });
    } catch (error) {
      this.fail(error);
    }
  }

  /** Ends the file without an upload: because of an error, or because the run is ending. */
  fail(error: unknown): void {
    const { signal, facts } = this.#run;
    if (signal.aborted && error === signal.reason) this.#tell("stopped", { phase: "stopped" });
    else this.#tell("failed", { phase: "failed", failure: failureOf(error, facts) });
  }

  async #send(concurrency: number): Promise<{ file: { id: string } }> {
    const { settings, connection, signal } = this.#run;
    const { purpose, mimeType, expiresAfter, partSize, md5, bytes = 0 } = settings;
    const observed = observedTransport(connection.transport, (trouble) =>
      this.#tell("trouble", { trouble }),
    );
    const uploads = connection.over(observed);
    const common: UploadFileOptions = {
      purpose,
      filename: settings.filename,
      mimeType,
      expiresAfter,
      partSize,
      concurrency,
      md5,
      signal,
      onProgress: (progress) => this.#progress(progress),
      onRestart: (reason) => this.#restarted(reason),
    };
    const { file } = this.#state;
    const { streamSource, uploadFile } = connection.library;
    if (file === standardInput)
      return uploadFile(
        uploads,
        streamSource(process.stdin, { size: bytes, name: "stdin" }),
        common,
      );
    const input = this.#source ?? file;
    const hasId = this.#source === undefined || this.#source.id !== undefined;
    return uploadFile(uploads, input, {
      ...common,
      checkpoint: hasId ? this.#checkpoint() : undefined,
    });
  }

  #checkpoint(): UploadFileOptions["checkpoint"] {
    const { connection, settings } = this.#run;
    const { folder } = settings;
    return folder === undefined
      ? undefined
      : observedStore(connection.library.fileCheckpoints(folder), (kept) => this.#change({ kept }));
  }

  #progress(progress: UploadProgress): void {
    const { progress: last, trouble } = this.#state;
    const hasMoved = progress.bytesSent > (last?.bytesSent ?? 0);
    this.#change({ progress, trouble: hasMoved ? undefined : trouble });
    const state = this.#state;
    if (!last && progress.partsDone > 0)
      this.#run.tell({ kind: "resumed", parts: progress.partsDone, state });
    this.#run.tell({ kind: "progress", state });
  }

  #restarted(reason: string): void {
    this.#change({ kept: undefined });
    this.#run.tell({ kind: "restarted", reason: line(reason), state: this.#state });
  }

  #tell(kind: "trouble" | "uploaded" | "failed" | "stopped", change: Partial<FileState>): void {
    this.#change(change);
    this.#run.tell({ kind, state: this.#state });
  }

  #change(change: Partial<FileState>): void {
    this.#state = { ...this.#state, ...change };
  }
}
