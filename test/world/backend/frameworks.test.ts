import { randomBytes } from "node:crypto";
import type { Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ApiError, createClient, uploadFile, UploadsApi } from "../../../generated/src/index.ts";
import {
  createUploadsServer,
  type UploadsServer,
} from "../../../generated/src/runtime/uploads/testing/index.ts";
import { unpackGuide, type GuideFiles } from "../../support/guide-files.ts";
import {
  closeServer,
  originOf,
  startUpstream,
  type Upstream,
} from "../../docs/backend/upstream.ts";

const MiB = 2 ** 20;
let guide: GuideFiles;
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream();
  vi.stubEnv("OPENAI_BASE_URL", `${upstream.origin}/v1`);
  vi.stubEnv("OPENAI_API_KEY", "the-key");
  vi.stubEnv("PORT", "0");
  guide = await unpackGuide("backend");
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await guide[Symbol.asyncDispose]();
  await upstream.close();
});

describe.each(["hono", "express"])("%s", (name) => {
  let server: Server;
  let uploads: UploadsApi;
  let api: UploadsServer;

  beforeAll(async () => {
    ({ server } = await guide.load<{ server: Server }>(`${name}.js`));
    await vi.waitUntil(() => server.address(), 10_000);
    const baseUrl = `${originOf(server)}/api/openai`;
    uploads = new UploadsApi(createClient({ apiKey: null, baseUrl }));
    api = createUploadsServer({ apiKey: "the-key" });
    upstream.handler = (request, bindings) => api.fetch(request, bindings);
  });

  afterAll(() => closeServer(server));

  test("a whole file gets through", async () => {
    const content = randomBytes(5 * MiB + 7);
    const options = { purpose: "user_data", filename: "a.bin", partSize: MiB } as const;
    const { file } = await uploadFile(uploads, content, options);
    const received = (await api.file(file.id)?.arrayBuffer()) ?? new ArrayBuffer();
    expect(Buffer.from(received).equals(content)).toBe(true);
  });

  test("a refusal is told by its message", async () => {
    const refused = uploads.createUpload({
      filename: "a.txt",
      purpose: "batch",
      bytes: 1,
      mime_type: "text/plain",
    });
    await expect(refused).rejects.toThrow("This app does not take such a file");
    await expect(refused).rejects.toBeInstanceOf(ApiError);
  });

  test.each([
    ["in the middle of a body", 20, MiB],
    ["while a response is awaited", 0, 8 * MiB],
  ])("an abort %s leaves nothing behind", async (_, pause, bytes) => {
    const parts = new SilentParts(pause);
    upstream.handler = (request, bindings) =>
      request.url.endsWith("/parts") ? parts.take(request) : api.fetch(request, bindings);
    const leave = new AbortController();
    const upload = uploadFile(uploads, randomBytes(8 * MiB), {
      purpose: "user_data",
      filename: "a.bin",
      partSize: 4 * MiB,
      signal: leave.signal,
    });
    await expect.poll(() => parts.underWay === 2 && parts.bytes >= bytes).toBe(true);
    leave.abort(new Error("left"));
    await expect(upload).rejects.toThrow("left");
    await expect.poll(() => parts.underWay).toBe(0);
    expect(api.uploads().at(-1)?.status).toBe("cancelled");
  });
});

/** Reads the bodies of parts, with a pause after each chunk, and never responds. */
class SilentParts {
  bytes = 0;
  underWay = 0;
  readonly #pause: number;

  constructor(pause: number) {
    this.#pause = pause;
  }

  async take({ body, signal }: Request): Promise<Response> {
    this.underWay++;
    try {
      for await (const chunk of body ?? []) {
        this.bytes += chunk.byteLength;
        await sleep(this.#pause);
      }
      await new Promise((_, reject) => {
        signal.addEventListener("abort", reject);
      });
      return new Response();
    } finally {
      this.underWay--;
    }
  }
}
