/** Uploads a real file in parts, over real HTTP, to a server that checks every byte, and compares what arrived. */
import { createHash, randomBytes } from "node:crypto";
import { createReadStream, openAsBlob } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { createClient, UploadsApi, type UploadPart } from "../generated/src/index.ts";
import {
  createUploadsServer,
  type UploadsServer,
} from "../generated/src/runtime/uploads/testing/index.ts";

const MiB = 2 ** 20;
const fileSize = 150 * MiB + 12_345;
const partSize = 64 * MiB;

const folder = await mkdtemp(join(tmpdir(), "openai-uploads-demo-"));
const server = createUploadsServer({ apiKey: "demo-key" });
const http = createAdaptorServer({ fetch: server.fetch, overrideGlobalObjects: false });
try {
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const path = join(folder, "demo.bin");
  await writeRandomFile(path);
  await upload(path, `http://127.0.0.1:${port}/v1`, server);
} finally {
  http.close();
  await rm(folder, { recursive: true });
}

async function upload(
  path: string,
  baseUrl: string,
  { file, requests }: UploadsServer,
): Promise<void> {
  const uploads = new UploadsApi(createClient({ apiKey: "demo-key", baseUrl }));
  const started = performance.now();
  const content = await openAsBlob(path);
  const md5 = await md5Of(path);
  console.log(`File      ${content.size} bytes, md5 ${md5}`);
  const { id } = await uploads.createUpload({
    filename: "demo.bin",
    purpose: "assistants",
    bytes: content.size,
    mime_type: "application/octet-stream",
  });
  console.log(`Created   ${id} at ${baseUrl}`);
  const parts: UploadPart[] = [];
  for (let start = 0; start < content.size; start += partSize) {
    const data = content.slice(start, start + partSize);
    parts.push(await uploads.addUploadPart(id, { data }));
    console.log(`Added     ${parts.at(-1)?.id ?? ""}: bytes ${start} to ${start + data.size - 1}`);
  }
  const done = await uploads.completeUpload(id, { part_ids: parts.map((part) => part.id), md5 });
  console.log(
    `Completed ${done.file?.id ?? "without a file"} in ${((performance.now() - started) / 1000).toFixed(1)} s, ${requests().length} requests`,
  );
  const received = file(done.file?.id ?? "");
  if (received === undefined || !(await isSame(content, received)))
    throw new Error("The server's file differs from the one sent.");
  console.log(`Compared  all ${received.size} bytes at the server are those of the file`);
}

async function writeRandomFile(path: string): Promise<void> {
  await using file = await open(path, "w");
  for (let written = 0; written < fileSize; written += MiB) {
    await file.write(randomBytes(Math.min(MiB, fileSize - written)));
  }
}

async function md5Of(path: string): Promise<string> {
  const hash = createHash("md5");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

async function isSame(sent: Blob, received: Blob): Promise<boolean> {
  if (sent.size !== received.size) return false;
  for (let start = 0; start < sent.size; start += MiB) {
    const [a, b] = await Promise.all(
      [sent, received].map((blob) => blob.slice(start, start + MiB).arrayBuffer()),
    );
    if (a === undefined || b === undefined || !Buffer.from(a).equals(Buffer.from(b))) return false;
  }
  return true;
}
