/** What every mock of HTTP has to lead to, over each transport that it reaches. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as onNode from "../../../generated/src/node.ts";
import type * as portable from "../../../generated/src/index.ts";
import { createUploadsServer } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { binaryContent, stalled, streamOf } from "./bodies.ts";
import type { Mock, Reply } from "./mock.ts";
import { startRealServer, type RealServer } from "./real-server.ts";

/** The entry points by what they send over. */
export interface Entries {
  readonly "node:http": typeof onNode;
  readonly fetch: typeof portable;
}
export type Way = keyof Entries;

export const apiKey = "sk-never-to-be-sent";

/** The API's operations, each call sent once. */
export function uploadsOf(
  { createClient, UploadsApi }: typeof onNode | typeof portable,
  baseUrl: string,
): portable.UploadsApi {
  return new UploadsApi(createClient({ apiKey, baseUrl, maxRetries: 0 }));
}

export const announced = {
  filename: "a.txt",
  purpose: "assistants",
  bytes: 5,
  mime_type: "text/plain",
} as const;

const json = { "content-type": "application/json" };
const MiB = 2 ** 20;

export const mocked: Reply = { status: 200, headers: json, body: ['{"id":"mocked"}'] };
const refusal: Reply = {
  status: 413,
  headers: json,
  body: ['{"error":{"message":"too large","code":"too_large"}}'],
};

interface Context {
  readonly library: typeof onNode | typeof portable;
  readonly mock: Mock;
  /** What the mock stands in front of. */
  readonly real: RealServer;
  readonly uploads: portable.UploadsApi;
}

type Check = (context: Context) => Promise<void>;

export const checks: Record<string, Check> = {
  async "a call is answered by the mock, which sees what is sent"({ mock, real, uploads }) {
    let seen: unknown;
    mock.handle(real.origin, async (request) => {
      const { method, url, headers } = request;
      const authorization = headers.get("authorization");
      seen = { method, url, authorization, body: (await request.json()) as unknown };
      return Response.json({ id: "mocked" });
    });
    assert.deepEqual(await uploads.createUpload(announced), { id: "mocked" });
    const url = `${real.baseUrl}/uploads`;
    const authorization = `Bearer ${apiKey}`;
    assert.deepEqual(seen, { method: "POST", url, authorization, body: announced });
  },

  "an empty part is answered": (context) => isAnswered(context, new Blob([])),
  "a small part is answered": (context) => isAnswered(context, new Blob(["a"])),
  "a large part is answered": (context) => isAnswered(context, new Blob([new Uint8Array(5 * MiB)])),
  "a part of unknown length is answered": (context) =>
    isAnswered(context, streamOf([new Uint8Array(MiB), new Uint8Array(5)])),
  "a response may take its time": (context) => isAnswered(context, new Blob(["a"]), { delay: 150 }),
  "a response may come in pieces": (context) =>
    isAnswered(context, new Blob(["a"]), { body: ['{"id"', ':"moc', 'ked"}'] }),

  async "a refusal of a large part is an ApiError with its status"({ library, ...context }) {
    const { mock, real, uploads } = context;
    mock.reply(real.origin, refusal);
    const data = new Blob([new Uint8Array(5 * MiB)]);
    const error = await rejection(uploads.addUploadPart("u", { data }));
    assert(error instanceof library.ApiError, String(error));
    assert.deepEqual([error.status, error.code], [413, "too_large"]);
  },

  async "an abort in mid-body is what the call rejects with, and ends its source"(context) {
    const { mock, real, uploads } = context;
    mock.ignore(real.origin);
    const data = stalled();
    const controller = new AbortController();
    const { signal } = controller;
    const error = rejection(uploads.addUploadPart("u", { data }, { signal }));
    // A mock that takes nothing from the body does not get it to wait.
    await Promise.race([data.isWaiting, new Promise((resolve) => setTimeout(resolve, 100))]);
    const reason = new Error("enough");
    controller.abort(reason);
    assert.equal(await error, reason);
    assert(data.ended);
  },

  async "silence is a TimeoutError"({ library, mock, real, uploads }) {
    mock.ignore(real.origin);
    const data = new Blob(["hello"]);
    const error = await rejection(uploads.addUploadPart("u", { data }, { stallTimeout: 100 }));
    assert(error instanceof library.TimeoutError, String(error));
  },

  async "a connection that fails is a ConnectionError"({ library, mock, real, uploads }) {
    mock.fail(real.origin, "no route to nowhere");
    const data = new Blob([new Uint8Array(MiB)]);
    const error = await rejection(uploads.addUploadPart("u", { data }));
    assert(error instanceof library.ConnectionError, String(error));
  },

  async "a response without content is undefined"({ mock, real, uploads }) {
    mock.reply(real.origin, { status: 204, body: [] });
    assert.equal(await uploads.cancelUpload("u"), undefined);
  },

  async "what is to be tried again later is"({ mock, real, uploads }) {
    const headers = { ...json, "retry-after": "0" };
    mock.reply(real.origin, { ...mocked, status: 503, headers });
    mock.reply(real.origin, mocked);
    const data = new Blob(["hello"]);
    const added = await uploads.addUploadPart("u", { data }, { maxRetries: 1 });
    assert.deepEqual(added, { id: "mocked" });
  },

  async "a file is uploaded in parts, several at a time"(context) {
    const content = binaryContent(MiB + 5);
    await isUploaded(context, new File([content], "a.bin"), content);
  },

  async "a file on disk is uploaded in parts, several at a time"(context) {
    const content = binaryContent(MiB + 5);
    await withFile(context.library, content, (file) => isUploaded(context, file, content));
  },
};

/** Does something with a file on disk. The portable entry point has none: nothing is done over it. */
async function withFile(
  library: Context["library"],
  content: Uint8Array,
  use: (file: onNode.FileSource) => Promise<void>,
): Promise<void> {
  if (!("openFile" in library)) return;
  const folder = await mkdtemp(join(tmpdir(), "world-mocks-"));
  await writeFile(join(folder, "a.bin"), content);
  const file = await library.openFile(join(folder, "a.bin"));
  try {
    await use(file);
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
}

type Source = onNode.UploadInput;

async function isUploaded(context: Context, source: Source, content: Uint8Array): Promise<void> {
  const { library, mock, real, uploads } = context;
  const server = createUploadsServer({ apiKey });
  mock.handle(real.origin, server.fetch);
  const shares: number[] = [];
  const { file } = await library.uploadFile(uploads, source, {
    purpose: "assistants",
    partSize: 100_000,
    concurrency: 3,
    onProgress: ({ bytesSent, bytesTotal }) => shares.push(bytesSent / bytesTotal),
  });
  const received = new Uint8Array((await server.file(file.id)?.arrayBuffer()) ?? []);
  assert.equal(Buffer.compare(received, content), 0);
  assert.equal(shares.at(-1), 1);
  assert.equal(server.inFlight(), 0);
}

async function isAnswered(
  { mock, real, uploads }: Context,
  data: Blob | ReadableStream<Uint8Array>,
  reply: Partial<Reply> = {},
): Promise<void> {
  mock.reply(real.origin, { ...mocked, ...reply });
  assert.deepEqual(await uploads.addUploadPart("u", { data }), { id: "mocked" });
}

/** Does one of the checks with a mock in place. Rejects where it fails, or where anything gets past the mock. */
export async function check(name: string, library: Context["library"], mock: Mock): Promise<void> {
  const real = await startRealServer();
  mock.install();
  try {
    await checks[name]?.({ library, mock, real, uploads: uploadsOf(library, real.baseUrl) });
    assert.equal(real.requests, 0, "requests got past the mock");
  } finally {
    await mock.uninstall();
    real.close();
  }
}

/** The same client reaches the server, then the mock, and the server again. */
export async function checkComingAndGoing(library: Context["library"], mock: Mock): Promise<void> {
  const real = await startRealServer();
  const uploads = uploadsOf(library, real.baseUrl);
  try {
    for (let round = 0; round < 2; round++) {
      assert.deepEqual(await uploads.createUpload(announced), { id: "real" });
      mock.install();
      mock.reply(real.origin, mocked);
      assert.deepEqual(await uploads.createUpload(announced), { id: "mocked" });
      await mock.uninstall();
    }
    assert.deepEqual(await uploads.createUpload(announced), { id: "real" });
    assert.equal(real.requests, 3);
  } finally {
    real.close();
  }
}

/** What a mock has read and lets through is what is on disk, though the memory it is read into is used again. */
export async function checkLettingThrough(library: Context["library"], mock: Mock): Promise<void> {
  const chunks: Uint8Array[] = [];
  const real = await startRealServer((request, response) => {
    request.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    request.on("end", () => response.end('{"id":"real"}'));
  });
  mock.install();
  try {
    mock.letThrough?.(real.origin);
    // More than two of the pieces that are read at a time.
    const content = randomBytes(10 * MiB);
    await withFile(library, content, async (file) => {
      const data = file.read(0, file.size);
      const added = await uploadsOf(library, real.baseUrl).addUploadPart("u", { data });
      assert.deepEqual(added, { id: "real" });
      assert(Buffer.concat(chunks).includes(content), "other bytes have arrived");
    });
  } finally {
    await mock.uninstall();
    real.close();
  }
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => assert.fail(`resolved with ${String(value)}`),
    (error: unknown) => error,
  );
}
