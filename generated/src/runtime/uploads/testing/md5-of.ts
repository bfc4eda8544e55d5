// Hand-written. Copied from generator/runtime/uploads/testing/md5-of.ts; edit it there.
import { createHash } from "node:crypto";
import { throwIfAborted } from "../../abort.ts";
import type { Content } from "./part-writer.ts";

/** Bytes of a file that are in memory at a time. */
const blockSize = 4 * 2 ** 20;

/**
 * The md5 of content, in hexadecimal digits. Content in memory is hashed at once.
 *
 * @throws the signal's reason.
 */
export async function md5Of(content: Content, signal: AbortSignal): Promise<string> {
  const hash = createHash("md5");
  for (const piece of content) {
    if (ArrayBuffer.isView(piece)) hash.update(piece);
    else {
      for (let start = 0; start < piece.size; start += blockSize) {
        const block = await piece.slice(start, start + blockSize).arrayBuffer();
        throwIfAborted(signal);
        hash.update(new Uint8Array(block));
      }
    }
  }
  return hash.digest("hex");
}
