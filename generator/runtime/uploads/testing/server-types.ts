import type { Dialect } from "./dialects.ts";
import type { FaultSchedule } from "./faults.ts";
import type { FetchInput } from "./incoming.ts";
import type { RequestRecord, UploadSnapshot } from "./snapshots.ts";

/** How a test server behaves. */
export interface UploadsServerOptions {
  /**
   * Milliseconds since 1970: the server's clock. An Upload expires 3,600,000 ms after it was created.
   * @default Date.now
   */
  readonly now?: (() => number) | undefined;
  /**
   * The path that all operations start with, on any origin.
   * @default "/v1"
   */
  readonly basePath?: string | undefined;
  /**
   * The only key accepted. Without this option any key is, but there has to be one.
   * @default any
   */
  readonly apiKey?: string | undefined;
  /**
   * Bytes of the largest Part accepted.
   * @default 67_108_864
   */
  readonly maxPartBytes?: number | undefined;
  /**
   * What goes wrong: a function of your own, or `faultsFromSeed(seed)`.
   * @default nothing
   */
  readonly faults?: FaultSchedule | undefined;
  /**
   * An empty folder to keep the content in, one file per Part, so that memory does not grow with it. You make and remove
   * it yourself.
   * @default content is kept in memory
   */
  readonly directory?: string | undefined;
  /**
   * The ways in which the server differs from api.openai.com, as other servers of this API do.
   * @default []
   */
  readonly dialects?: readonly Dialect[] | undefined;
}

/** An Uploads API for tests. Its functions need no `this`. */
export interface UploadsServer {
  /**
   * Responds to a request as the API does. It takes what the global `fetch` takes, and a Request of any class. It rejects
   * where `fetch` would: with the signal's reason when the request is aborted, with the error of the body's stream when
   * that fails, with a TypeError when a fault breaks the connection.
   *
   * Behind a port, such a rejection cuts the socket if the second argument is what `@hono/node-server` passes: an object
   * whose `outgoing` is Node's response. What Bun, Deno and others pass there is ignored.
   */
  readonly fetch: (input: FetchInput, init?: unknown) => Promise<Response>;
  /** The Uploads as they are now, in the order in which they were created. */
  readonly uploads: () => readonly UploadSnapshot[];
  /**
   * The File that an Upload has become, with its name, type and content, by the File's id.
   * @throws {RangeError} It has 4 GiB or more: Node's Blobs end there.
   */
  readonly file: (id: string) => File | undefined;
  /** The requests seen so far, in the order in which they came. */
  readonly requests: () => readonly RequestRecord[];
  /** How many requests are being handled now. */
  readonly inFlight: () => number;
}
