/** What every mock of HTTP has to lead to, over each transport that it reaches. */
import { createHash } from "node:crypto";
import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, onTestFinished } from "vitest";
import {
  ApiError,
  ConnectionError,
  TimeoutError,
  openFile,
  uploadFile,
} from "../../../generated/src/node.ts";
import { createUploadsServer } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { rejection } from "../../runtime/support.ts";
import {
  announced,
  apiKey,
  binaryContent,
  operations,
  realServer,
  stalled,
  streamOf,
  type RealServer,
  type Way,
} from "./support.ts";

/** What a mock is told to do with every POST to `/v1/…` of an origin. */
export interface Mock {
  install(): void;
  /** Brings back what was there before. */
  uninstall(): void | Promise<void>;
  /** Answers the next request. */
  reply(origin: string, reply: Reply): void;
  /** Breaks the connection of the next request. */
  fail(origin: string, message: string): void;
  /** Takes the next request, and is silent. */
  ignore(origin: string): void;
  /** Hands all requests to a handler. */
  handle(origin: string, handler: (request: Request) => Promise<Response>): void;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  /** In chunks; none for a response without a body. */
  readonly body: readonly string[];
  /** Milliseconds. */
  readonly delay?: number;
}

const mocked: Reply = {
  status: 200,
  headers: { "content-type": "application/json" },
  body: ['{"id":"mocked"}'],
};
const refusal: Reply = {
  status: 413,
  headers: { "content-type": "application/json" },
  body: ['{"error":{"message":"too large","code":"too_large"}}'],
};
const MiB = 2 ** 20;

export function behavesWith(mock: Mock, ways: readonly Way[]): void {
  describe.each(ways)("over %s", (way) => {
    let real: RealServer;
    let origin: string;
    beforeEach(async () => {
      real = await realServer();
      origin = new URL(real.baseUrl).origin;
      mock.install();
    });
    afterEach(async () => {
      await mock.uninstall();
      expect(real.requests).toBe(0);
    });
    const uploads = () => operations(way, real.baseUrl);
    const addPart = (data: Blob, options = {}) =>
      uploads().addUploadPart("upload_1", { data }, options);

    test("a call is answered by the mock, which sees what is sent", async () => {
      let seen: unknown;
      mock.handle(origin, async (request) => {
        const { method, url, headers } = request;
        const authorization = headers.get("authorization");
        seen = { method, url, authorization, body: (await request.json()) as unknown };
        return Response.json({ id: "mocked" });
      });
      expect(await uploads().createUpload(announced)).toEqual({ id: "mocked" });
      const url = `${real.baseUrl}/uploads`;
      const authorization = `Bearer ${apiKey}`;
      expect(seen).toEqual({ method: "POST", url, authorization, body: announced });
    });

    test.each([0, 1, 8 * MiB])("a part of %s bytes is answered", async (size) => {
      mock.reply(origin, mocked);
      expect(await addPart(new Blob([new Uint8Array(size)]))).toEqual({ id: "mocked" });
    });

    test("a refusal of a large part is an ApiError with its status", async () => {
      mock.reply(origin, refusal);
      const error = await rejection(addPart(new Blob([new Uint8Array(8 * MiB)])));
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ status: 413, code: "too_large" });
    });

    test("an abort in mid-body is what the call rejects with, and ends its source", async () => {
      mock.ignore(origin);
      const data = stalled();
      const controller = new AbortController();
      const { signal } = controller;
      const error = rejection(uploads().addUploadPart("upload_1", { data }, { signal }));
      // A mock that takes nothing from the body does not get it to wait.
      await Promise.race([data.isWaiting, new Promise((resolve) => setTimeout(resolve, 100))]);
      const reason = new Error("enough");
      controller.abort(reason);
      expect(await error).toBe(reason);
      expect(data.ended).toBe(true);
    });

    test("a body of unknown length is answered", async () => {
      mock.reply(origin, mocked);
      const data = streamOf([new Uint8Array(MiB), new Uint8Array(5)]);
      expect(await uploads().addUploadPart("upload_1", { data })).toEqual({ id: "mocked" });
    });

    test("a call over https is answered, whatever certificate the real server has", async () => {
      const secure = await realServer("https");
      mock.reply(new URL(secure.baseUrl).origin, mocked);
      expect(await operations(way, secure.baseUrl).createUpload(announced)).toEqual({
        id: "mocked",
      });
      expect(secure.requests).toBe(0);
    });

    test("silence is a TimeoutError", async () => {
      mock.ignore(origin);
      const error = await rejection(addPart(new Blob(["hello"]), { stallTimeout: 100 }));
      expect(error).toBeInstanceOf(TimeoutError);
    });

    test("a connection that fails is a ConnectionError", async () => {
      mock.fail(origin, "no route to nowhere");
      const error = await rejection(addPart(new Blob([new Uint8Array(MiB)])));
      expect(error).toBeInstanceOf(ConnectionError);
    });

    test("a response may take its time", async () => {
      mock.reply(origin, { ...mocked, delay: 150 });
      expect(await addPart(new Blob(["hello"]))).toEqual({ id: "mocked" });
    });

    test("a response may come in pieces", async () => {
      mock.reply(origin, { ...mocked, body: ['{"id"', ':"moc', 'ked"}'] });
      expect(await addPart(new Blob([new Uint8Array(MiB)]))).toEqual({ id: "mocked" });
    });

    test("a response without content is undefined", async () => {
      mock.reply(origin, { status: 204, body: [] });
      expect(await uploads().cancelUpload("upload_1")).toBeUndefined();
    });

    test("what is to be tried again later is", async () => {
      const headers = { ...mocked.headers, "retry-after": "0" };
      mock.reply(origin, { ...mocked, status: 503, headers });
      mock.reply(origin, mocked);
      expect(await addPart(new Blob(["hello"]), { maxRetries: 1 })).toEqual({ id: "mocked" });
    });

    test("a file is uploaded in parts, several at a time", async () => {
      const server = createUploadsServer({ apiKey });
      mock.handle(origin, server.fetch);
      const content = binaryContent(MiB + 5);
      const path = await temporaryFile(content);
      await using source = await openFile(path);
      const shares: number[] = [];
      const { file } = await uploadFile(uploads(), source, {
        purpose: "assistants",
        partSize: 100_000,
        concurrency: 3,
        onProgress: ({ bytesSent, bytesTotal }) => shares.push(bytesSent / bytesTotal),
      });
      const received = await server.file(file.id)?.arrayBuffer();
      expect(md5(new Uint8Array(received ?? []))).toBe(md5(content));
      expect(shares.at(-1)).toBe(1);
      expect(server.inFlight()).toBe(0);
    });
  });

  test.each(ways)("over %s, a client lives through the mock's coming and going", async (way) => {
    const real = await realServer();
    const uploads = operations(way, real.baseUrl);
    for (let round = 0; round < 2; round++) {
      expect(await uploads.createUpload(announced)).toEqual({ id: "real" });
      mock.install();
      mock.reply(new URL(real.baseUrl).origin, mocked);
      expect(await uploads.createUpload(announced)).toEqual({ id: "mocked" });
      await mock.uninstall();
    }
    expect(await uploads.createUpload(announced)).toEqual({ id: "real" });
    expect(real.requests).toBe(3);
  });
}

function md5(content: Uint8Array): string {
  return createHash("md5").update(content).digest("hex");
}

async function temporaryFile(content: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "world-mocks-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "content.bin");
  await writeFile(path, content);
  return path;
}
