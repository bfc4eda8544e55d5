import type { Built } from "../built.ts";
import type { Files } from "./files.ts";

/** What is to be sent. */
export interface Task extends Files {
  /** Of the way. */
  readonly name: string;
  /** The server's base URL. */
  readonly url: string;
  /** The path of the certificate that the server is to be trusted by, if it is one over TLS. */
  readonly cert?: string | undefined;
  readonly built: Built;
  /** Where a web server has the file, for ways that send it from there. */
  readonly from?: string | undefined;
  /** The path of the certificate that the web server is to be trusted by, if it is one over TLS. */
  readonly fromCert?: string | undefined;
  /** A folder with packages that are measured, and are none of this repository's. */
  readonly others?: string | undefined;
  /** Of a proxy for ways that go through one. */
  readonly proxy?: string | undefined;
}

export interface Measured {
  readonly seconds: number;
  /** Of all threads, and of curl's process. */
  readonly cpuSeconds: number;
  /** Bytes. */
  readonly peakMemory: number;
}

/** Sends the file. Resolves with the peak memory, in bytes, if another process sends it. */
export type Way = (task: Task) => Promise<number | undefined>;
