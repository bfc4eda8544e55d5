/** The program that runs on every platform. It uses what browsers have, and of Node what the package brings along. */
import type * as library from "../../generated/src/index.ts";
import type * as nodeLibrary from "../../generated/src/node.ts";
import { contentSize, makeContent, partSize } from "./content.ts";

type Library = typeof library;
type NodeLibrary = typeof nodeLibrary;

/** Where things are for one run. */
export interface Setting {
  /** Of the server, without a path. */
  readonly origin: string;
  /** A file with the content. */
  readonly path: string;
  /** Where a checkpoint may be kept. */
  readonly folder: string;
}

/** The name of each check, and "ok" or what went wrong. */
export type Report = Record<string, string>;

/** "-" is a check that is not for this platform. */
type Outcome = "ok" | "-";

/** What the server's side tells of itself. */
export interface State {
  readonly inFlight: number;
  /** Bytes that the slow server has read. */
  readonly arriving: number;
  /** Requests that ended without an answer. */
  readonly unanswered: number;
  readonly partsReceived: number;
  readonly statuses: readonly string[];
}

interface Context {
  readonly library: Library | NodeLibrary;
  readonly setting: Setting;
  readonly content: Uint8Array<ArrayBuffer>;
}

const key = "platforms-key";
const common = { purpose: "assistants", filename: "content.bin", partSize } as const;
const announced = {
  filename: "announced.bin",
  purpose: "assistants",
  bytes: contentSize,
  mime_type: "application/octet-stream",
} as const;
const inParts = { ...common, concurrency: 2 };

/** Runs all checks, one after the other, and sends the report to the server. */
export async function runChecks(library: Library | NodeLibrary, setting: Setting): Promise<void> {
  const context = { library, setting, content: makeContent() };
  const report: Report = {};
  for (const [name, check] of Object.entries(checks)) {
    try {
      report[name] = await check(context);
    } catch (error) {
      report[name] = String(error);
    }
  }
  await fetch(`${setting.origin}/report`, { method: "POST", body: JSON.stringify(report) });
}

const checks: Record<string, (context: Context) => Promise<Outcome>> = {
  blob: (context) => uploads(context, new Blob([context.content])),
  bytes: (context) => uploads(context, context.content),
  async openFile(context) {
    const { library, setting } = context;
    if (!("openFile" in library)) return "-";
    await using file = await library.openFile(setting.path);
    return await uploads(context, file);
  },
  path(context) {
    const { library, setting } = context;
    if (!("openFile" in library)) return Promise.resolve("-");
    return uploads(context, setting.path);
  },
  sharedMemory(context) {
    // Pages have it only where they are isolated.
    if (!("SharedArrayBuffer" in globalThis)) return Promise.resolve("-");
    const shared = new Uint8Array(new SharedArrayBuffer(contentSize));
    shared.set(context.content);
    return uploads(context, shared);
  },
  stream(context) {
    const stream = new Blob([context.content]).stream();
    return uploads(context, context.library.streamSource(stream, { size: contentSize }));
  },
  abort,
  resume,
  "413": (context) => refuses(context, "small", key, 413),
  "401": (context) => refuses(context, "v1", "another-key", 401),
  redirect,
  environment,
};

type Input = Parameters<NodeLibrary["uploadFile"]>[1];

/** A whole upload: the File at the server is the content, and progress goes up to all of it. */
async function uploads(context: Context, input: Input): Promise<Outcome> {
  const { library } = context;
  const seen: number[] = [];
  // The portable one is given no paths.
  const { uploadFile } = library as NodeLibrary;
  const { file } = await uploadFile(client(context), input, {
    ...inParts,
    onProgress: ({ bytesSent, bytesTotal }) => seen.push(bytesSent / bytesTotal),
  });
  must(seen.at(-1) === 1, `progress ends at ${seen.at(-1)}`);
  must(
    seen.every((share, at) => share >= (seen[at - 1] ?? 0)),
    `progress goes back: ${seen.join(" ")}`,
  );
  await isReceived(context, file.id);
  return "ok";
}

/** Aborted while two parts are on their way: the reason is what it rejects with, and the connections are closed. */
async function abort(context: Context): Promise<Outcome> {
  const { library, content } = context;
  const controller = new AbortController();
  const reason = new Error("enough");
  // Larger than the 4 MiB of the others, which fit into the buffers of a connection.
  const source = new Blob([content, content]);
  const upload = library.uploadFile(client(context, "slow"), source, {
    ...inParts,
    partSize: contentSize,
    signal: controller.signal,
  });
  const error = upload.catch((error: unknown) => error);
  await until(context, ({ arriving, inFlight }) => arriving > 2 ** 20 && inFlight === 2);
  controller.abort(reason);
  must((await error) === reason, `rejects with ${describe(await error)}`);
  await until(context, ({ inFlight }) => inFlight === 0);
  const { unanswered, statuses } = await stateOf(context, "slow");
  must(unanswered === 2, `${unanswered} of 2 connections were closed`);
  must(statuses[0] === "cancelled", `the Upload is ${String(statuses[0])}`);
  return "ok";
}

/** Waits for a state of the slow server, for ten seconds at most. */
async function until(context: Context, isSo: (state: State) => boolean): Promise<void> {
  for (let turn = 0; turn < 500; turn++) {
    if (isSo(await stateOf(context, "slow"))) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the server stays at ${JSON.stringify(await stateOf(context, "slow"))}`);
}

/** Aborted after two parts, and then gone on with: only the part that was on its way is sent again. */
async function resume(context: Context): Promise<Outcome> {
  const { library, content, setting } = context;
  const isNode = "openFile" in library;
  const checkpoint = isNode ? library.fileCheckpoints(setting.folder) : new Map<string, never>();
  await using file = isNode ? await library.openFile(setting.path) : undefined;
  const source = file ?? new File([content], "content.bin", { lastModified: 1 });
  const options = { ...common, concurrency: 1, checkpoint };
  const before = await stateOf(context, "v1");
  const controller = new AbortController();
  const reason = new Error("pause");
  const aborted = library.uploadFile(client(context), source, {
    ...options,
    signal: controller.signal,
    onProgress({ partsDone }) {
      if (partsDone === 2) controller.abort(reason);
    },
  });
  const error = await aborted.catch((error: unknown) => error);
  must(error === reason, `rejects with ${describe(error)}`);
  const onRestart = (why: string) => {
    throw new Error(why);
  };
  const resumed = await library.uploadFile(client(context), source, { ...options, onRestart });
  await isReceived(context, resumed.file.id);
  const { statuses, partsReceived } = await stateOf(context, "v1");
  must(statuses.length === before.statuses.length + 1, "another Upload was created");
  const sent = partsReceived - before.partsReceived;
  must(sent <= 6, `${sent} parts were sent for 5, one at a time`);
  return "ok";
}

/**
 * A server that answers before it has read the body is heard: an ApiError, never a broken connection. Not asked of
 * `fetch` on Node, Bun and Deno, which may lose such an answer: that is what the Node entry point is for.
 */
async function refuses(
  context: Context,
  path: string,
  apiKey: string,
  status: number,
): Promise<Outcome> {
  const { library, content } = context;
  if (!("openFile" in library) && "process" in globalThis) return "-";
  const { id } = await client(context, path).createUpload(announced);
  // Which comes first, the answer or the end of the connection, is up to chance.
  for (let round = 0; round < 5; round++) {
    const added = client(context, path, apiKey).addUploadPart(
      id,
      { data: new Blob([content]) },
      { maxRetries: 0 },
    );
    const error = await added.catch((error: unknown) => error);
    const isRefused = error instanceof library.ApiError && error.status === status;
    must(isRefused, `${describe(error)} instead of ${status}`);
  }
  return "ok";
}

/** A redirect to another origin is told, not followed: nothing is created there. */
async function redirect(context: Context): Promise<Outcome> {
  const { library } = context;
  const before = await stateOf(context, "v1");
  const created = client(context, "moved").createUpload(announced);
  const error = await created.catch((error: unknown) => error);
  const { statuses } = await stateOf(context, "v1");
  must(statuses.length === before.statuses.length, "it was followed");
  const isTold =
    error instanceof library.ApiError
      ? error.status === 307
      : !("process" in globalThis) &&
        error instanceof TypeError &&
        /redirected/.test(error.message);
  must(isTold, describe(error));
  return "ok";
}

/** Where there is an environment, what is left out comes from there. */
async function environment({ library, setting }: Context): Promise<Outcome> {
  const { env } = (globalThis as { process?: NodeJS.Process }).process ?? {};
  if (!env) {
    const made = Promise.resolve().then(() => library.createClient());
    const error = await made.catch((error: unknown) => error);
    must(/OPENAI_API_KEY/.test(String(error)), describe(error));
    return "ok";
  }
  Object.assign(env, { OPENAI_API_KEY: key, OPENAI_BASE_URL: `${setting.origin}/v1` });
  const { id } = await new library.UploadsApi(library.createClient()).createUpload(announced);
  must(id.startsWith("upload"), `the Upload is ${id}`);
  return "ok";
}

function client({ library, setting }: Context, path = "v1", apiKey = key) {
  const { createClient, UploadsApi } = library;
  return new UploadsApi(createClient({ apiKey, baseUrl: `${setting.origin}/${path}` }));
}

async function isReceived({ library, setting }: Context, id = ""): Promise<void> {
  const answer = await fetch(`${setting.origin}/received/${id}`);
  const { content, md5 } = (await answer.json()) as { content: string; md5: string };
  must(content === "same", `the server's File is ${content}`);
  const wanted = "openFile" in library ? "right" : "none";
  must(md5 === wanted, `md5 is ${md5}, should be ${wanted}`);
}

async function stateOf({ setting }: Context, path: string): Promise<State> {
  return (await fetch(`${setting.origin}/state/${path}`)).json() as Promise<State>;
}

function describe(error: unknown): string {
  return error instanceof Error && error.cause
    ? `${String(error)} (${describe(error.cause)})`
    : String(error);
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
