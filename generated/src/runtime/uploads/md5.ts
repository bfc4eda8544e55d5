// Hand-written. Copied from generator/runtime/uploads/md5.ts; edit it there.
import { open } from "../open.ts";
import type { CallerCode } from "./caller-code.ts";
import { toMd5, type Hash } from "./hash.ts";
import { readSource } from "./part-data.ts";
import type { PartRange } from "./plan.ts";
import type { PartSource } from "./source.ts";

/** Hashes a source in order, with its own reads besides those for the parts. Holds one chunk in memory. */
export async function md5Of(
  source: PartSource,
  parts: readonly PartRange[],
  { hash, caller }: { hash: Hash; caller: CallerCode },
): Promise<string> {
  for (const part of parts) {
    const { given, segment } = await readSource(source, part, caller);
    const bytes = open([segment]);
    const next = async () => (await caller.wait("source.read", () => bytes.next())).value;
    try {
      for (let chunk; (chunk = await next());)
        await caller.wait("md5().update", () => hash.update(chunk));
    } finally {
      await bytes.return();
    }
    await caller.wait("source.release", () => source.release?.(given));
  }
  return digestOf(hash, caller);
}

/** The digest of a hash in hex. Throws a TypeError if it isn't an md5. */
export async function digestOf(hash: Hash, caller: CallerCode): Promise<string> {
  const digest = await caller.wait("md5().digest", () => hash.digest("hex"));
  return toMd5("md5().digest()", digest);
}
