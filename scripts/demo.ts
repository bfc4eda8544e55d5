/** Uploads a real file over real HTTP to a server that checks its md5, and compares what arrived. */
import { randomBytes } from "node:crypto";
import { openAsBlob } from "node:fs";
import { open } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { createClient, openFile, uploadFile, UploadsApi } from "../generated/src/node.ts";
import {
  createUploadsServer,
  type UploadsServer,
} from "../generated/src/runtime/uploads/testing/index.ts";
import { readArguments } from "./read-arguments.ts";
import { temporaryFolder } from "./temporary-folder.ts";

readArguments(import.meta.filename);

const MiB = 2 ** 20;
const fileSize = 150 * MiB + 12_345;
const folder = temporaryFolder("demo");
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
}

async function upload(
  path: string,
  baseUrl: string,
  { file, requests }: UploadsServer,
): Promise<void> {
  const uploads = new UploadsApi(createClient({ apiKey: "demo-key", baseUrl }));
  await using source = await openFile(path);
  console.log(`Sending   ${source.size} bytes to ${baseUrl}`);
  const started = performance.now();
  let told = 0;
  const done = await uploadFile(uploads, source, {
    purpose: "assistants",
    onProgress({ bytesConfirmed, partsDone, partsTotal }) {
      if (partsDone > told) console.log(`Part ${partsDone}/${partsTotal}  ${bytesConfirmed} bytes`);
      told = partsDone;
    },
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const received = file(done.file.id);
  console.log(`Completed ${received?.name ?? ""} in ${seconds} s, ${requests().length} requests`);
  if (received === undefined || !(await isSame(await openAsBlob(path), received)))
    throw new Error("The server's file differs from the one sent.");
  console.log(`Compared  all ${received.size} bytes at the server are those of the file`);
}

async function writeRandomFile(path: string): Promise<void> {
  await using file = await open(path, "w");
  for (let written = 0; written < fileSize; written += MiB) {
    await file.write(randomBytes(Math.min(MiB, fileSize - written)));
  }
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
