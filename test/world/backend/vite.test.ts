/** The page on Vite's development server, which passes the rest on to the backend. */
import { randomBytes } from "node:crypto";
import type { Server } from "node:net";
import { createServer, mergeConfig, type UserConfig, type ViteDevServer } from "vite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createClient, uploadFile, UploadsApi } from "../../../generated/src/index.ts";
import { createUploadsServer } from "../../../generated/src/runtime/uploads/testing/index.ts";
import {
  closeServer,
  originOf,
  startUpstream,
  type Upstream,
} from "../../docs/backend/upstream.ts";
import { unpackGuide, type GuideFiles } from "../../support/guide-files.ts";

let guide: GuideFiles;
let upstream: Upstream;
let backend: Server;
let vite: ViteDevServer;

beforeAll(async () => {
  upstream = await startUpstream();
  vi.stubEnv("OPENAI_BASE_URL", `${upstream.origin}/v1`);
  vi.stubEnv("OPENAI_API_KEY", "the-key");
  vi.stubEnv("PORT", "0");
  guide = await unpackGuide("backend");
  ({ server: backend } = await guide.load<{ server: Server }>("hono.js"));
  await vi.waitUntil(() => backend.address(), 10_000);
  const { default: config } = await guide.load<{ default: UserConfig }>("vite.config.js");
  expect(config.server?.proxy).toEqual({ "/api": "http://localhost:3000" });
  const here = { "/api": originOf(backend) };
  vite = await createServer(
    mergeConfig(config, {
      configFile: false,
      root: guide.folder,
      logLevel: "error",
      server: { port: 0, proxy: here },
    }),
  );
  await vite.listen();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await vite.close();
  await closeServer(backend);
  await guide[Symbol.asyncDispose]();
  await upstream.close();
});

test("a whole file gets through both", async () => {
  const api = createUploadsServer({ apiKey: "the-key" });
  upstream.handler = (request, bindings) => api.fetch(request, bindings);
  const page = vite.resolvedUrls?.local[0];
  const baseUrl = `${page}api/openai`;
  const uploads = new UploadsApi(createClient({ apiKey: null, baseUrl }));
  const content = randomBytes(20 * 2 ** 20);
  const { file } = await uploadFile(uploads, content, {
    purpose: "user_data",
    filename: "a.bin",
    partSize: 8 * 2 ** 20,
  });
  const received = (await api.file(file.id)?.arrayBuffer()) ?? new ArrayBuffer();
  expect(Buffer.from(received).equals(content)).toBe(true);
});
