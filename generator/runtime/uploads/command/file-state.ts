import type { UploadProgress } from "../progress.ts";

/** How far one file of a run is. */
export interface FileState {
  /** As it was given on the command line. */
  readonly file: string;
  /** The same, safe to print. */
  readonly label: string;
  readonly phase: "waiting" | "running" | "uploaded" | "failed" | "stopped";
  readonly progress?: UploadProgress | undefined;
  /** What it waits for, or why it is tried again. Undefined again as soon as bytes move. */
  readonly trouble?: Trouble | undefined;
  /** What a later call can resume. */
  readonly kept?: Kept | undefined;
  readonly result?: Result | undefined;
  readonly failure?: Failure | undefined;
}

/** A request that failed, and is sent again. */
export interface Trouble {
  /** In a few words: `429`, `ECONNRESET`. */
  readonly reason: string;
  /** When it is sent again, in milliseconds since 1970, where the server has said. */
  readonly until?: number | undefined;
}

/** An Upload that a later call can resume. */
export interface Kept {
  readonly uploadId: string;
  readonly parts: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A file that was uploaded. */
export interface Result {
  readonly id: string;
  readonly bytes: number;
  readonly seconds: number;
}

/** A file that was not. */
export interface Failure {
  /** As `UploadError` names it. */
  readonly failure: string;
  /** Cleaned, without the file's name. */
  readonly message: string;
  /** The HTTP status, if there was a response. */
  readonly status?: number | undefined;
}

/** What has happened to a file, and its state afterwards. */
export type FileEvent = {
  readonly state: FileState;
} & (
  | { readonly kind: "progress" | "trouble" | "uploaded" | "failed" | "stopped" }
  | { readonly kind: "resumed"; readonly parts: number }
  | { readonly kind: "restarted"; readonly reason: string }
);

/** Shows the progress of a run. */
export interface Reporter {
  tell(event: FileEvent): void;
  /** Shows a line of the command's own, such as what Ctrl-C does. */
  note(text: string): void;
  /** Called when the run is over, or is abandoned. Calling it again does nothing. */
  end(): void;
}
