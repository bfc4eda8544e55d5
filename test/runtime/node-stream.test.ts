import { createReadStream } from "node:fs";
import { request as httpRequest } from "node:http";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import {
  createClient,
  streamSource,
  uploadFile,
  UploadsApi,
  type ClientOptions,
} from "../../generated/src/node.ts";
import { toBinary } from "../../generated/src/runtime/binary.ts";
import { createUploadsServer } from "../../generated/src/runtime/uploads/testing/index.ts";
import { rejection, serve } from "./support.ts";

const missing = "/nowhere/at/all.jsonl";
const options = {
  purpose: "fine-tune",
  filename: "a.jsonl",
  partSize: 300,
  maxRetries: 0,
} as const;

/** An Uploads API that is there, or that refuses every part. */
async function connect(transport: "node:http" | "fetch", refusesParts = false) {
  const server = createUploadsServer({
    faults: ({ operation }) =>
      refusesParts && operation === "addUploadPart" ? { kind: "status", status: 403 } : undefined,
  });
  const { createAdaptorServer } = await import("@hono/node-server");
  const listener = createAdaptorServer({ fetch: server.fetch, overrideGlobalObjects: false });
  const baseUrl = await serve((request, response) => listener.emit("request", request, response));
  const client: ClientOptions = { apiKey: "sk-test", baseUrl: `${baseUrl}/v1` };
  const fetch = transport === "fetch" ? globalThis.fetch : undefined;
  return { server, uploads: new UploadsApi(createClient({ ...client, fetch })) };
}

describe.each(["node:http", "fetch"] as const)("over %s", (transport) => {
  test("a file that is not there is what reading its stream throws", async () => {
    const { uploads } = await connect(transport);
    const upload = await uploads.createUpload({
      filename: "a",
      purpose: "fine-tune",
      bytes: 3,
      mime_type: "text/plain",
    });
    const data = createReadStream(missing);
    expect(await rejection(uploads.addUploadPart(upload.id, { data }))).toMatchObject({
      code: "ENOENT",
    });
  });

  test("a stream that fails before it is read fails the upload", async () => {
    const { uploads, server } = await connect(transport);
    const source = streamSource(createReadStream(missing), { size: 1000 });
    expect(await rejection(uploadFile(uploads, source, options))).toMatchObject({
      failure: "failed",
      cause: { code: "ENOENT" },
    });
    expect(server.uploads().map(({ status }) => status)).toEqual(["cancelled"]);
  });

  test.each([1, 8192])("a request of %s KiB passed on is still responded to", async (size) => {
    const { uploads } = await connect(transport, true);
    const url = await serve((request, response) => {
      const source = streamSource(request, { size: size * 1024 });
      uploadFile(uploads, source, options).catch((error: unknown) => {
        response.writeHead(502).end((error as Error).message);
      });
    });
    const { status, body } = await post(url, Buffer.alloc(size * 1024));
    expect([status, body]).toEqual([502, expect.stringContaining("403")]);
  });

  test("a request that is aborted while its client is sending is still responded to", async () => {
    const { uploads } = await connect(transport);
    const controller = new AbortController();
    const url = await serve((request, response) => {
      const source = streamSource(request, { size: 1000 });
      uploadFile(uploads, source, { ...options, signal: controller.signal }).catch(() => {
        response.writeHead(503).end("later");
      });
      request.on("readable", () => setTimeout(() => controller.abort(), 100));
    });
    const { status, body } = await post(url, Buffer.alloc(500), false);
    expect([status, body]).toEqual([503, "later"]);
  });
});

test.each<[string, () => Readable | Promise<Readable>, string]>([
  [
    "failed already",
    async () => {
      const stream = createReadStream(missing).on("error", () => undefined);
      await new Promise<void>((resolve) => stream.on("close", resolve));
      return stream;
    },
    "stream of streamSource: the stream failed: ENOENT",
  ],
  [
    "is read by a 'data' listener",
    () => Readable.from([Buffer.alloc(10)]).on("data", () => undefined),
    "stream of streamSource: a 'data' listener",
  ],
  [
    "goes into a pipe",
    () => {
      const stream = Readable.from([Buffer.alloc(10)]);
      stream.pipe(new PassThrough());
      return stream;
    },
    "stream of streamSource: a 'data' listener, a pipe",
  ],
  [
    "is destroyed",
    () => new PassThrough().destroy(),
    "stream of streamSource must be a fresh stream, got one in use",
  ],
])("a stream that %s is refused by name", async (_, make, message) => {
  const stream = await make();
  expect(() => streamSource(stream, { size: 10 })).toThrow(message);
});

test("a stream may have failed for a reason, which is the cause", async () => {
  const failure = new Error("the disk is gone");
  const stream = new PassThrough().on("error", () => undefined).destroy(failure);
  await new Promise<void>((resolve) => stream.on("close", resolve));
  expect(() => streamSource(stream, { size: 10 })).toThrow(
    expect.objectContaining({ cause: failure }) as Error,
  );
});

test("a stream that is looked at many times has one listener for its errors", () => {
  const stream = Readable.from([Buffer.alloc(10)]);
  for (let times = 0; times < 20; times++) toBinary("data", stream);
  expect(stream.listenerCount("error")).toBeLessThan(3);
});

/** Sends a body, or with `isWhole` false only its start, and reads the response. */
function post(
  url: string,
  body: Buffer,
  isWhole = true,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { "content-length": isWhole ? body.length : body.length * 2 };
    const outgoing = httpRequest(url, { method: "POST", headers, agent: false }, (response) => {
      void text(response).then((content) => {
        outgoing.destroy();
        resolve({ status: response.statusCode ?? 0, body: content });
      }, reject);
    });
    outgoing.on("error", reject);
    if (isWhole) outgoing.end(body);
    else outgoing.write(body);
  });
}
