import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createAdaptorServer } from "@hono/node-server";
import { afterAll, beforeAll, describe, test } from "vitest";
import { createUploadsServer } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { bundle } from "../../../scripts/bundle.ts";
import { bytes } from "../../runtime/uploads/support.ts";

const run = promisify(execFile);
const program = fileURLToPath(new URL("upload-program.ts", import.meta.url));
const content = bytes(300_001);
const md5 = createHash("md5").update(content).digest("hex");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "node-flags-"));
  await bundle([program], folder);
  await writeFile(join(folder, "a.jsonl"), content);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The Uploads server behind a port, and the md5 of each completion that it was asked for. */
async function serve() {
  const server = createUploadsServer();
  const md5s: unknown[] = [];
  const http = createAdaptorServer({
    overrideGlobalObjects: false,
    async fetch(request: Request) {
      if (!request.url.endsWith("/complete")) return server.fetch(request);
      const body = await request.text();
      md5s.push((JSON.parse(body) as { md5?: string }).md5);
      const { url, method, headers } = request;
      return server.fetch(new Request(url, { method, headers, body }));
    },
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return { md5s, http, baseUrl: `http://127.0.0.1:${port}/v1` };
}

/** What the program prints when Node is started with these flags. */
async function runWith(flags: readonly string[]) {
  const { md5s, http, baseUrl } = await serve();
  const args = [...flags, join(folder, "upload-program.mjs"), baseUrl, join(folder, "a.jsonl")];
  try {
    const { stdout } = await run(process.execPath, args, { timeout: 50_000 });
    return { printed: stdout.trim().split("\n"), md5s };
  } finally {
    http.close();
  }
}

const allowed = process.allowedNodeEnvironmentFlags;
const permission = allowed.has("--permission") ? "--permission" : "--experimental-permission";
const readOnly = [
  permission,
  "--allow-fs-read=*",
  ...(allowed.has("--allow-net") ? ["--allow-net"] : []),
];
const sources = ["path", "open file", "bytes"];
const uploads = ["node:http", "fetch"].flatMap((name) => sources.map((it) => `${name}, ${it}`));

const settings: Record<string, readonly string[]> = {
  "the permission model, without threads": readOnly,
  "the permission model, with threads": [...readOnly, "--allow-worker"],
  "intrinsics that are frozen": ["--frozen-intrinsics"],
  "__proto__ that throws": ["--disable-proto=throw"],
  "no code from strings": ["--disallow-code-generation-from-strings"],
  "no crypto global": ["--no-experimental-global-webcrypto"],
  "modules by default": ["--experimental-default-type=module"],
};

describe.concurrent("uploads go through with", () => {
  test.for(Object.entries(settings))("%s", async ([, flags], { expect, skip }) => {
    skip(!flags.every((flag) => allowed.has(flag.replace(/=.*/, ""))));
    const { printed, md5s } = await runWith(flags);
    expect(printed).toEqual(uploads.map((name) => `${name}: completed`));
    expect(md5s).toEqual(uploads.map(() => md5));
  });
});
