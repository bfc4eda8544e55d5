// Hand-written. Copied from generator/runtime/uploads/command/facts.ts; edit it there.
import type { Transport } from "../../transport.ts";
import type { UploadOperations } from "../options.ts";

/** What the package that the command belongs to knows of its API. */
export interface CommandFacts {
  /** The name of the command. */
  readonly name: string;
  /** The package's own `package.json`, for its version. */
  readonly manifest: URL;
  /** Environment variables by the option of `createClient` that they stand in for. */
  readonly variables: Variables;
  /** Loads the client, which help does not need. */
  load(): Promise<Loaded>;
}

export type Variables = Readonly<Record<string, string>> & { readonly apiKey: string };

export interface Loaded {
  /** Where requests go unless told otherwise. */
  readonly server?: string | undefined;
  /** Throws a TypeError for options that can't be. */
  connect(options: ConnectOptions): UploadOperations;
}

export interface ConnectOptions {
  readonly baseUrl?: string | undefined;
  readonly transport: Transport;
}
