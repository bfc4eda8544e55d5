/** The page, the backend that holds the key, and an API behind it that has a slow line and faults on demand. */
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { AddressInfo, Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import {
  createUploadsServer,
  type Fault,
  type UploadsServer,
} from "../../generated/src/runtime/uploads/testing/index.ts";
import { unpackGuide } from "../../test/support/guide-files.ts";
import { atExit } from "../at-exit.ts";
import { bundleProgram } from "../browsers/bundle-program.ts";

/** What the page may change. */
export interface Settings {
  /** Bytes per second that the API reads; 0 for as many as come. */
  rate: number;
  /** Whether a third of the parts fail. */
  faults: boolean;
}

export interface DemoServer extends AsyncDisposable {
  readonly origin: string;
  readonly api: UploadsServer;
  readonly settings: Settings;
}

const folder = join(import.meta.dirname, "page");
const key = "demo-key";
const passing: readonly Fault[] = [
  { kind: "reset", afterBytes: 300_000 },
  { kind: "status", status: 503, retryAfter: { form: "milliseconds", milliseconds: 700 } },
  { kind: "status", status: 429, retryAfter: { form: "seconds", milliseconds: 1000 } },
  { kind: "html", status: 502 },
  { kind: "response-lost" },
];

/** `directory` is an empty folder for what is uploaded. */
export async function startDemo(directory: string, port = 0): Promise<DemoServer> {
  const settings: Settings = { rate: 8e6, faults: false };
  const api = createUploadsServer({
    apiKey: key,
    directory,
    faults: ({ operation }) =>
      settings.faults && operation === "addUploadPart" && randomInt(3) === 0
        ? passing[randomInt(passing.length)]
        : undefined,
  });
  const line = new Line(settings);
  const apiServer = createAdaptorServer({
    fetch: (request, bindings) => api.fetch(line.slow(request), bindings),
    overrideGlobalObjects: false,
  }) as Server;
  process.env.OPENAI_BASE_URL = `${await listen(apiServer, 0)}/v1`;
  process.env.OPENAI_API_KEY = key;
  const guide = await unpackGuide("backend");
  const forget = atExit(() => rmSync(guide.folder, { recursive: true, force: true }));
  const { handleUploads } = await guide.load<Backend>("backend.js");
  const app = await pageApp(handleUploads, settings);
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  return {
    origin: await listen(server, port),
    api,
    settings,
    async [Symbol.asyncDispose]() {
      for (const it of [server, apiServer] as (Server & { closeAllConnections(): void })[]) {
        it.close();
        it.closeAllConnections();
      }
      forget();
      await guide[Symbol.asyncDispose]();
    },
  };
}

interface Backend {
  readonly handleUploads: (request: Request) => Promise<Response>;
}

async function pageApp(handleUploads: Backend["handleUploads"], settings: Settings): Promise<Hono> {
  const [html, script] = await Promise.all([
    readFile(join(folder, "index.html")),
    bundleProgram(join(folder, "main.ts")),
  ]);
  const app = new Hono();
  app.get("/", ({ body }) => body(html, 200, { "content-type": "text/html; charset=utf-8" }));
  app.get("/page.js", ({ body }) => body(script, 200, { "content-type": "text/javascript" }));
  app.get("/settings", ({ json }) => json(settings));
  app.post("/settings", async ({ req, json }) => {
    const { rate, faults } = await req.json<Partial<Settings>>();
    if (typeof rate === "number") settings.rate = rate;
    if (typeof faults === "boolean") settings.faults = faults;
    return json(settings);
  });
  app.post("/api/openai/*", ({ req }) => handleUploads(req.raw));
  return app;
}

async function listen(server: Server, port: number): Promise<string> {
  await once(server.listen(port, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** One line for all requests, which take their turns. */
class Line {
  readonly #settings: Settings;
  /** Milliseconds: when what was let through so far will have come through. */
  #free = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  slow({ url, method, headers, signal, body }: Request): Request {
    const transform = async (chunk: Uint8Array, controller: TransformStreamDefaultController) => {
      const now = performance.now();
      const { rate } = this.#settings;
      this.#free = Math.max(this.#free, now) + (rate > 0 ? (1000 * chunk.byteLength) / rate : 0);
      if (rate > 0) await sleep(this.#free - now);
      controller.enqueue(chunk);
    };
    const slowed = body?.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({ transform }));
    const init = { method, headers, signal, body: slowed ?? null, duplex: "half" as const };
    return new Request(url, init);
  }
}
