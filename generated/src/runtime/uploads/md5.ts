// Hand-written. Copied from generator/runtime/uploads/md5.ts; edit it there.
import { open } from "../open.ts";
import type { CallerCode } from "./caller-code.ts";
import { digestOf, type Hash } from "./hash.ts";
import { readSource } from "./part-data.ts";
import type { PartRange } from "./plan.ts";
import type { PartSource } from "./source.ts";

/** Hashes a source in order, by reads of its own beside those of the parts. Memory: one chunk of what it reads. */
export async function md5Of(
  source: PartSource,
  parts: readonly PartRange[],
  { hash, caller }: { hash: Hash; caller: CallerCode },
): Promise<string> {
  for (const part of parts) {
    const bytes = open([await readSource(source, part, caller)]);
    try {
      for (let chunk; (chunk = (await caller.wait(() => bytes.next())).value);) hash.update(chunk);
    } finally {
      await bytes.return();
    }
  }
  return digestOf(hash);
}
