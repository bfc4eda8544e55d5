/**
 * Uploads a file through the backend of the guide on Hono, Express and Next.js, and shows that its memory stays flat, and
 * that an abort leaves nothing behind it. Fails where either does not hold. Next.js is installed into a temporary folder.
 * Options: --megabytes 400, --only NAME. Linux only.
 */
import { randomBytes } from "node:crypto";
import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient, uploadFile, UploadsApi } from "../generated/src/node.ts";
import { serve, type Served } from "../test/crash/serve.ts";
import { frameworks, type Framework } from "./backend/frameworks.ts";
import { peakMemory } from "./process.ts";
import { startWebServer } from "./web-server.ts";
import { readArguments } from "./read-arguments.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const MB = 1e6;
const { values } = readArguments(import.meta.filename, {
  options: {
    megabytes: { type: "string", default: "400" },
    only: { type: "string", default: "" },
  },
});
const megabytes = Number(values.megabytes);
const folder = temporaryFolder("backend");
let isSlow = false;
const api = await serve({
  directory: await make("content"),
  around: (request, handle) =>
    isSlow && request.url.endsWith("/parts") ? readSlowly(request) : handle(),
});
try {
  const table: Record<string, Row> = {};
  for (const framework of frameworks) {
    if (!framework.name.toLowerCase().includes(values.only.toLowerCase())) continue;
    table[framework.name] = await tryFramework(framework, api);
    console.log(framework.name, table[framework.name]);
  }
  console.table(table);
  if (!Object.values(table).every(isFine)) process.exitCode = 1;
} finally {
  api.close();
}

interface Row {
  /** Of the backend's process, in MB. */
  readonly "peak after a quarter": number;
  readonly "peak after all": number;
  readonly seconds: number;
  /** Whether all requests and connections to the API have ended within half a minute, and when. */
  readonly "left by an abort": string;
}

/** What `fetch` has in memory by chance differs by some tens of MB, whatever the size. */
function isFine(row: Row): boolean {
  const growth = row["peak after all"] - row["peak after a quarter"];
  return growth < 100 && row["left by an abort"].startsWith("nothing");
}

async function tryFramework({ name, prepare }: Framework, { baseUrl }: Served): Promise<Row> {
  const place = await make(name.replace(/\W/g, "-"));
  const env = { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: "any" };
  await using server = await startWebServer(place, await prepare(place), env);
  const backend = `${server.origin}/api/openai`;
  const peak = () => Math.round(peakMemory(server.pid) / MB);
  await upload(backend, megabytes / 4);
  const first = peak();
  const seconds = await upload(backend, megabytes);
  const row = { "peak after a quarter": first, "peak after all": peak(), seconds };
  return { ...row, "left by an abort": await leave(backend) };
}

/** Resolves with the seconds it took. */
async function upload(baseUrl: string, size: number, signal?: AbortSignal): Promise<number> {
  const path = join(folder, `${size}.bin`);
  await using file = await open(path, "w");
  for (let written = 0; written < size; written++) await file.write(randomBytes(MB));
  const uploads = new UploadsApi(createClient({ apiKey: null, baseUrl }));
  const started = performance.now();
  await uploadFile(uploads, path, { purpose: "user_data", partSize: 16 * 2 ** 20, signal });
  return Number(((performance.now() - started) / 1000).toFixed(1));
}

async function leave(baseUrl: string): Promise<string> {
  isSlow = true;
  await upload(baseUrl, megabytes / 4, AbortSignal.timeout(3000)).catch(ignoreTimeout);
  isSlow = false;
  for (let seconds = 0; seconds < 30; seconds++) {
    if (api.isIdle()) return `nothing after ${seconds} s`;
    await sleep(1000);
  }
  return "requests or connections";
}

function ignoreTimeout(error: unknown): void {
  if ((error as Error).name !== "TimeoutError") throw error;
}

/** At 64 KiB in 20 ms and a part, so that the abort comes in the middle of all. */
async function readSlowly({ body }: Request): Promise<Response> {
  const reader = body?.getReader();
  while (reader && !(await reader.read()).done) await sleep(20);
  return new Response();
}

async function make(name: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  return path;
}
