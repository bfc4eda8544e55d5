// Hand-written. Copied from generator/runtime/uploads/testing/server.ts; edit it there.
import { Refusal } from "./errors.ts";
import { declaredLength } from "./read-body.ts";
import { readJson, readNothing } from "./read-json.ts";
import { readPart } from "./read-part.ts";
import { numbered, type PartResource, type UploadResource } from "./resources.ts";
import { checkKey, findRoute } from "./route.ts";
import { snapshotOf, type RequestRecord, type UploadSnapshot } from "./snapshots.ts";
import { UploadsStore } from "./uploads-store.ts";
import { validateCompleteUpload, validateCreateUpload } from "./validate.ts";

export interface UploadsServerOptions {
  /**
   * The clock, in milliseconds since 1970. An Upload expires 3,600,000 ms after it was created.
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
   * @default undefined
   */
  readonly apiKey?: string | undefined;
  /**
   * The largest Part accepted, in bytes.
   * @default 67_108_864
   */
  readonly maxPartBytes?: number | undefined;
}

/** An Uploads API in memory. Its functions need no `this`. */
export interface UploadsServer {
  /**
   * Answers a request as the API does. Where `fetch` would reject, it does so too: with the signal's reason
   * when the request is aborted, with the error of the body's stream when that fails.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The Uploads as they are now, in the order in which they were created. */
  readonly uploads: () => readonly UploadSnapshot[];
  /** The File an Upload was completed as, with its name, type and content, by the File's id. */
  readonly file: (id: string) => File | undefined;
  /** The requests seen so far, in the order in which they came. */
  readonly requests: () => readonly RequestRecord[];
}

type Answer = UploadResource | PartResource;
type OpenRecord = { -readonly [K in keyof RequestRecord]: RequestRecord[K] };

interface Context {
  readonly store: UploadsStore;
  readonly basePath: string;
  readonly apiKey: string | undefined;
  readonly maxPartBytes: number;
}

/**
 * Makes an Uploads server for tests: give its `fetch` to a client, or put it behind a port. It enforces
 * what the API documents, and is strict where the API's documentation leaves something open. The same
 * requests in the same order give the same ids.
 *
 * Content is kept in memory, as the very chunks that the request's stream gave: don't write to them later.
 */
export function createUploadsServer(options: UploadsServerOptions = {}): UploadsServer {
  const { now = () => Date.now(), basePath = "/v1", apiKey, maxPartBytes = 64 * 2 ** 20 } = options;
  const store = new UploadsStore(now);
  const context: Context = { store, basePath, apiKey, maxPartBytes };
  const records: OpenRecord[] = [];

  async function fetch(request: Request): Promise<Response> {
    const id = numbered("req_", records.length + 1);
    const { pathname } = new URL(request.url);
    const record: OpenRecord = { id, method: request.method, path: pathname, status: undefined };
    records.push(record);
    const answer = await handle(context, request, record).catch((error: unknown) =>
      refuse(request, error),
    );
    record.status = answer instanceof Refusal ? answer.status : 200;
    return respond(answer, record.status, id);
  }

  return {
    fetch,
    uploads: () => store.uploads().map(snapshotOf),
    file: (id) => store.file(id),
    requests: () => records.map((record) => ({ ...record })),
  };
}

async function handle(context: Context, request: Request, record: OpenRecord): Promise<Answer> {
  request.signal.throwIfAborted();
  const route = findRoute(record.method, record.path, context.basePath);
  checkKey(request.headers.get("authorization"), context.apiKey);
  if (route.operation === "create") {
    return context.store.create(validateCreateUpload(await readJson(request)));
  }
  // The operation checks this again: while the body arrives, another request can change the Upload.
  context.store.pending(route.uploadId);
  switch (route.operation) {
    case "parts":
      return addPart(context, request, { record, uploadId: route.uploadId });
    case "complete":
      return context.store.complete(
        route.uploadId,
        validateCompleteUpload(await readJson(request)),
      );
    case "cancel":
      await readNothing(request);
      return context.store.cancel(route.uploadId);
  }
}

async function addPart(
  { store, maxPartBytes }: Context,
  request: Request,
  { record, uploadId }: { record: OpenRecord; uploadId: string },
): Promise<Answer> {
  const part = await readPart(request, maxPartBytes);
  record.part = {
    size: part.size,
    filename: part.filename,
    contentLength: declaredLength(request),
  };
  return store.addPart(uploadId, part);
}

function refuse(request: Request, error: unknown): Refusal {
  // Whoever sends a body that nobody will read is told so. One that is being read was cancelled by its
  // reader: this call is then an error to ignore.
  request.body?.cancel().catch(() => undefined);
  if (error instanceof Refusal) return error;
  throw error;
}

function respond(answer: Answer | Refusal, status: number, requestId: string): Response {
  const headers = new Headers({ "x-request-id": requestId });
  if (status === 405) headers.set("allow", "POST");
  return Response.json(answer, { status, headers });
}
