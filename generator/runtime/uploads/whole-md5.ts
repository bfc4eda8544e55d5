import type { CallerCode } from "./caller-code.ts";
import { toMd5, type Hash } from "./hash.ts";
import type { Job } from "./job.ts";
import { digestOf, md5Of } from "./md5.ts";

/** A new hash for an upload, if the caller provides one. A source with `once` updates it as it is read. */
export async function hashFor({ source, md5 }: Job, caller: CallerCode): Promise<Hash | undefined> {
  if (typeof md5 !== "function") return undefined;
  const hash = await caller.wait("md5", md5);
  source.hashAsRead?.(hash);
  return hash;
}

/** The md5 of the whole source, or undefined for none. `workers` settle once all parts have been read. */
export async function wholeMd5(
  job: Job,
  hash: Hash | undefined,
  workers: readonly Promise<unknown>[],
  caller: CallerCode,
): Promise<string | undefined> {
  const { source, md5 } = job;
  if (typeof md5 === "string") return md5;
  if (!md5) return undefined;
  const own = () => source.md5?.(caller.signal);
  if (!hash) return toMd5("source.md5()", await caller.wait("source.md5", own));
  if (!source.once) return md5Of(job, { hash, caller });
  await Promise.all(workers);
  return digestOf(hash, caller);
}
