// Hand-written. Copied from generator/runtime/uploads/testing/server.ts; edit it there.
import { throwIfAborted } from "../../abort.ts";
import { needGlobals } from "../../platform.ts";
import { failure, success, type PlainResponse } from "./response.ts";
import { checkFault, faultAfter, faultBefore } from "./apply-fault.ts";
import { checkDialects, type Dialect } from "./dialects.ts";
import { Refusal } from "./errors.ts";
import type { Fault, FaultSchedule } from "./faults.ts";
import { giveUp, toIncoming, type FetchInput, type Incoming } from "./incoming.ts";
import { operate, type OperationContext } from "./operate.ts";
import { numbered } from "./resources.ts";
import { findRoute, type Route } from "./route.ts";
import { snapshotOf, type RequestRecord, type UploadSnapshot } from "./snapshots.ts";
import { UploadsStore } from "./uploads-store.ts";

/** What a test server is like. */
export interface UploadsServerOptions {
  /**
   * Milliseconds since 1970: the server's clock. An Upload expires 3,600,000 ms after it was created.
   * @default Date.now
   */
  readonly now?: (() => number) | undefined;
  /**
   * The path below which the operations are, whatever the origin.
   * @default "/v1"
   */
  readonly basePath?: string | undefined;
  /**
   * The only key accepted. Without it any key is, but there has to be one.
   * @default any
   */
  readonly apiKey?: string | undefined;
  /**
   * Bytes of the largest Part that is accepted.
   * @default 67_108_864
   */
  readonly maxPartBytes?: number | undefined;
  /**
   * What goes wrong: a function of one's own, or `faultsFromSeed(seed)`.
   * @default nothing
   */
  readonly faults?: FaultSchedule | undefined;
  /**
   * An empty folder to keep the content in, one file per Part, so that memory does not grow with it. It is
   * the caller's to make and to remove.
   * @default content is kept in memory
   */
  readonly directory?: string | undefined;
  /**
   * In what the server is unlike api.openai.com, as other servers of this API are.
   * @default []
   */
  readonly dialects?: readonly Dialect[] | undefined;
}

/** An Uploads API for tests. Its functions need no `this`. */
export interface UploadsServer {
  /**
   * Responds to a request as the API does. It takes what the global `fetch` takes, and a Request of any class. Where
   * `fetch` would reject, it does so too: with the signal's reason when the request is aborted, with the error of the
   * body's stream when that fails, with a TypeError when a fault breaks the connection.
   *
   * Behind a port such a rejection cuts the socket, if the second argument is what `@hono/node-server` passes: an
   * object whose `outgoing` is Node's response. What Bun, Deno and others pass there is not looked at.
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

type OpenRecord = { -readonly [K in keyof RequestRecord]: RequestRecord[K] };

interface Context extends OperationContext {
  readonly basePath: string;
  readonly now: () => number;
  readonly faults: FaultSchedule | undefined;
}

interface Call {
  readonly request: Incoming;
  /** Counted from 0. */
  readonly index: number;
  readonly record: OpenRecord;
}

/**
 * Makes an Uploads server for tests: give its `fetch` to a client, or put it behind a port. The same requests in the
 * same order give the same ids. Content is copied as it arrives, so a sender may use its buffers again.
 *
 * Known of api.openai.com, and done so here:
 * - The properties of an Upload, a Part and a File, their order, and which are null or absent; that a File has its
 *   Upload's `created_at`; an Upload's hour: the sessions that openai-dotnet has recorded
 *   (tests/SessionRecords/UploadsTests).
 * - The six purposes, and that `filename*=` is read: FilesTests of the same.
 * - The limits of 8 GB in all and 64 MB a Part, the sum of the Parts named, the md5, 30 days for a File for `batch`,
 *   `expires_after`, the images that go with `vision`: the API's reference and guides.
 * - The shape of an error: the same, and OpenAI's own libraries.
 *
 * Made up, since it is not known:
 * - Status, `code` and wording of each refusal, above all for an Upload that has ended (400 here).
 * - That MB and GB mean MiB and GiB. Bodies are read strictly: nothing unknown, nothing twice, nothing malformed, no
 *   empty Part; but a Part without a filename, and any media type with the other purposes.
 * - Parts may add up to more than `bytes` as long as those that are named don't.
 * - Ids, which are counted.
 *
 * @param options The clock, limits, and what goes wrong.
 * @throws {TypeError} A dialect does not exist, or two contradict each other.
 * @example
 * const server = createUploadsServer();
 * const uploads = new UploadsApi(createClient({ apiKey: "any", fetch: server.fetch }));
 *
 * const { file } = await uploadFile(uploads, new Blob(["{}"]), {
 *   purpose: "user_data",
 *   filename: "a.json",
 * });
 * console.log(await server.file(file.id)?.text(), server.requests());
 */
export function createUploadsServer(options: UploadsServerOptions = {}): UploadsServer {
  const { now = () => Date.now(), basePath = "/v1", apiKey, maxPartBytes = 64 * 2 ** 20 } = options;
  const { faults, directory } = options;
  const store = new UploadsStore(now, directory, checkDialects(options.dialects));
  const context: Context = { store, basePath, apiKey, maxPartBytes, now, faults };
  const records: OpenRecord[] = [];
  const inFlight = new Set<Incoming>();

  async function fetch(input: FetchInput, init?: unknown): Promise<Response> {
    needGlobals("Headers", "Response");
    const request = toIncoming(input, init ?? {});
    const index = records.length;
    const id = numbered("req_", index + 1);
    const { method, path } = request;
    const record: OpenRecord = { id, method, path, status: undefined };
    records.push(record);
    inFlight.add(request);
    try {
      const { status, headers, body } = await respond(context, { request, index, record });
      record.status = status;
      return new Response(body, { status, headers: { ...headers, "x-request-id": id } });
    } catch (error) {
      (init as Bindings | undefined)?.outgoing?.destroy?.();
      throw error;
    } finally {
      inFlight.delete(request);
    }
  }

  return {
    fetch,
    uploads: () => store.uploads().map(snapshotOf),
    file: (id) => store.file(id),
    requests: () => records.map((record) => ({ ...record })),
    inFlight: () => inFlight.size,
  };
}

async function respond(context: Context, call: Call): Promise<PlainResponse> {
  const { request, record, index } = call;
  try {
    throwIfAborted(request.signal);
    const route = findRoute(record.method, record.path, context.basePath);
    const { operation, uploadId } = route;
    const fault = context.faults?.({ index, operation, uploadId });
    if (fault === undefined) return success(await operate(context, call, route));
    checkFault(fault);
    record.fault = fault;
    return await respondWithFault(context, call, { route, fault });
  } catch (error) {
    giveUp(request.body);
    return refusalResponse(error);
  }
}

async function respondWithFault(
  context: Context,
  call: Call,
  { route, fault }: { readonly route: Route; readonly fault: Fault },
): Promise<PlainResponse> {
  const { kind } = fault;
  const early = await faultBefore(call.request, fault, context.now);
  if (early !== undefined) {
    giveUp(call.request.body);
    return early;
  }
  if (kind === "expired" || kind === "cancelled") context.store.end(route.uploadId, kind);
  const response = await operate(context, call, route).then(success, refusalResponse);
  return faultAfter(response, fault);
}

function refusalResponse(error: unknown): PlainResponse {
  if (error instanceof Refusal) return failure(error.status, error);
  throw error;
}

/** What `@hono/node-server` passes. */
interface Bindings {
  readonly outgoing?: { destroy?(): unknown };
}
