import type { httpTransport } from "../../node/http-transport.ts";
import type { Transport } from "../../transport.ts";
import type { fileCheckpoints, uploadFile, urlSource } from "../node/index.ts";
import type { UploadOperations } from "../options.ts";
import type { streamSource } from "../stream-source.ts";

/** What the command needs to know about the API of its package. */
export interface CommandFacts {
  /** The name of the command. */
  readonly name: string;
  /** The package's own `package.json`, for its version. */
  readonly manifest: URL;
  /** Environment variables by the option of `createClient` that they stand in for. */
  readonly variables: Variables;
  /** Loads the package. Printing help does without. */
  load(): Promise<Loaded>;
}

export type Variables = Readonly<Record<string, string>> & { readonly apiKey: string };

export interface Loaded {
  readonly library: Library;
  /** Where requests go unless told otherwise. */
  readonly server?: string | undefined;
  /** Throws a TypeError for invalid options. */
  connect(options: ConnectOptions): UploadOperations;
}

/** What the command uses of the package: it has no copy of it. */
export interface Library {
  readonly fileCheckpoints: typeof fileCheckpoints;
  readonly httpTransport: typeof httpTransport;
  readonly streamSource: typeof streamSource;
  readonly uploadFile: typeof uploadFile;
  readonly urlSource: typeof urlSource;
}

export interface ConnectOptions {
  readonly baseUrl?: string | undefined;
  readonly transport: Transport;
}
