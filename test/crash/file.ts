import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";

const block = 2 ** 20;

/** Makes a file of this many random bytes. */
export async function writeRandomFile(path: string, size: number): Promise<void> {
  await using file = await open(path, "wx");
  for (let at = 0; at < size; at += block) {
    await file.write(randomBytes(Math.min(block, size - at)));
  }
}

/** In hex. */
export async function md5OfPath(path: string): Promise<string> {
  const hash = createHash("md5");
  for await (const chunk of createReadStream(path, { highWaterMark: block })) {
    hash.update(chunk as Buffer);
  }
  return hash.digest("hex");
}

/** Whether a file and a Blob have the same bytes. */
export async function isSame(path: string, blob: Blob): Promise<boolean> {
  await using file = await open(path);
  if ((await file.stat()).size !== blob.size) return false;
  const buffer = Buffer.alloc(block);
  for (let at = 0; at < blob.size; at += block) {
    const { bytesRead } = await file.read(buffer, 0, block, at);
    const other = await blob.slice(at, at + block).arrayBuffer();
    if (!buffer.subarray(0, bytesRead).equals(Buffer.from(other))) return false;
  }
  return true;
}
