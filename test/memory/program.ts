/**
 * Uploads one source to a server that keeps nothing, and prints the most memory that was still in use after collecting
 * garbage, in bytes over what was in use before. Arguments: base URL, transport, kind of source, bytes, bytes per part.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createClient,
  openFile,
  streamSource,
  uploadFile,
  UploadsApi,
  type UploadInput,
} from "../../generated/src/node.ts";

const [baseUrl = "", transport = "", kind = "", bytes = "", part = ""] = process.argv.slice(2);
const size = Number(bytes);
const partSize = Number(part);
const folder = mkdtempSync(join(tmpdir(), "memory-"));

/** New memory each time, as a stream of somebody else's has it. */
const chunk = (length: number) => new Uint8Array(length).fill(7);

async function* chunks() {
  for (let at = 0; at < size; at += 65_536) yield await Promise.resolve(chunk(65_536));
}

async function makeSource(): Promise<UploadInput> {
  if (kind === "stream") return streamSource(chunks(), { size, name: "a.bin" });
  if (kind === "blob") return new Blob([chunk(size)]);
  if (kind === "file") {
    writeFileSync(join(folder, "a.bin"), chunk(size));
    return openFile(join(folder, "a.bin"));
  }
  const read = (start: number, end: number) => Promise.resolve(chunk(end - start));
  return { size, name: "a.bin", fingerprint: () => "", read };
}

function used(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const fetch = transport === "fetch" ? globalThis.fetch : undefined;
const uploads = new UploadsApi(createClient({ apiKey: "sk-test", baseUrl, fetch }));
const source = await makeSource();
let before = 0;
let most = 0;
let done = -1;
await uploadFile(uploads, source, {
  purpose: "fine-tune",
  filename: "a.bin",
  partSize,
  concurrency: 2,
  md5: kind === "file" || (() => createHash("md5")),
  onProgress({ partsDone }) {
    if (partsDone === done) return;
    done = partsDone;
    // What is loaded once, with the first parts, does not grow with the file.
    if (partsDone <= 2) before = used();
    else most = Math.max(most, used() - before);
  },
});
rmSync(folder, { recursive: true });
console.log(most);
process.exit();
