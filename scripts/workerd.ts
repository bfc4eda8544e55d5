/**
 * Uploads streams of growing size from workerd, the runtime of Cloudflare's Workers, and says how much more memory its
 * process took than when it had answered its first request. Workers have 128 MB. Linux only. Option: --megabytes
 * (default 10, 50, 200).
 */
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { peakMemory } from "./process.ts";
import { readArguments } from "./read-arguments.ts";

const { values } = readArguments(import.meta.filename, {
  options: { megabytes: { type: "string", multiple: true, default: ["10", "50", "200"] } },
});

let received = 0;
let withoutLength = 0;
const server = createServer((request, response) => {
  if (request.headers["content-length"] === undefined) withoutLength++;
  request.on("data", (chunk: Buffer) => (received += chunk.length));
  request.on("end", () => {
    const now = Math.floor(Date.now() / 1000);
    const upload = { id: `id_${received}`, created_at: now, expires_at: now + 3600 };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ...upload, file: { id: "file_1" } }));
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
const { outputFiles } = await build({
  entryPoints: ["scripts/workerd/worker.ts"],
  bundle: true,
  format: "esm",
  write: false,
  logLevel: "error",
});
const script = outputFiles[0]?.text ?? "";
const rows = [];
for (const megabytes of values.megabytes) rows.push(await upload(Number(megabytes) * 1e6));
console.table(rows);
server.close();
process.exitCode = rows.every((row) => row.result === "ok" && row["over MB"] < 128) ? 0 : 1;

/** Each in a process of its own. */
async function upload(bytes: number) {
  const worker = new Miniflare({ modules: true, script, compatibilityDate: "2026-01-01" });
  try {
    await worker.ready;
    await send(worker, 1);
    const pid = workerd();
    const before = peakMemory(pid);
    received = 0;
    const status = await send(worker, bytes);
    const over = Math.round((peakMemory(pid) - before) / 1e6);
    const isWhole = status === 200 && received > bytes && withoutLength === 0;
    return {
      "file MB": bytes / 1e6,
      "over MB": over,
      result: isWhole ? "ok" : `status ${status}, ${withoutLength} without length`,
    };
  } finally {
    await worker.dispose();
  }
}

async function send(worker: Miniflare, bytes: number): Promise<number> {
  const query = new URLSearchParams({ baseUrl, bytes: String(bytes) });
  const response = await worker.dispatchFetch(`http://worker/?${query.toString()}`);
  await response.text();
  return response.status;
}

/** The process that this one has started. */
function workerd(): number {
  const status = (pid: string) => readFileSync(`/proc/${pid}/status`, "utf8");
  const isOurs = (pid: string) =>
    new RegExp(`^PPid:\\s+${process.pid}$`, "m").test(status(pid)) &&
    /^Name:\s+workerd$/m.test(status(pid));
  const pid = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .find(isOurs);
  if (pid === undefined) throw new Error("workerd is not running");
  return Number(pid);
}
