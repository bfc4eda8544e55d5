import { toBinary } from "../binary.ts";
import { open } from "../open.ts";
import type { PartRange } from "./plan.ts";
import type { Hash, PartSource } from "./source.ts";

/** Hashes a source in order, by reads of its own beside those of the parts. Memory: one chunk of what it reads. */
export async function md5Of(
  source: PartSource,
  parts: readonly PartRange[],
  { hash, signal }: { hash: Hash; signal: AbortSignal },
): Promise<string> {
  for (const { start, end } of parts) {
    const { segment } = toBinary("source", await source.read(start, end));
    const bytes = open([segment]);
    try {
      for await (const chunk of bytes) {
        signal.throwIfAborted();
        hash.update(chunk);
      }
    } finally {
      await bytes.return();
    }
  }
  return hash.digest("hex");
}
