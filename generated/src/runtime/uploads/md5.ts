// Hand-written. Copied from generator/runtime/uploads/md5.ts; edit it there.
import { open } from "../open.ts";
import { mayPass } from "../retry.ts";
import type { CallerCode } from "./caller-code.ts";
import { toMd5, type Hash } from "./hash.ts";
import type { Job } from "./job.ts";
import { defaultMaxRetries } from "./options.ts";
import { attemptAt, readSource } from "./part-data.ts";
import { pause } from "./watch.ts";

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

/**
 * Hashes a source in order, with its own reads besides those for the parts. What breaks off goes on where it was. Holds one
 * chunk in memory.
 */
async function md5Of(
  { source, parts, options }: Pick<Job, "source" | "parts" | "options">,
  { hash, caller }: { hash: Hash; caller: CallerCode },
): Promise<string> {
  const { maxRetries = defaultMaxRetries } = options;
  for (const { start, end } of parts) {
    for (let at = start, failures = 0; at < end;) {
      try {
        const { given, segment } = await readSource(source, { start: at, end }, caller);
        const bytes = open([segment]);
        const next = () => caller.wait("source.read", () => attemptAt(source, () => bytes.next()));
        try {
          for (let chunk; (chunk = (await next()).value); at += chunk.length)
            await update(hash, chunk, caller);
        } finally {
          await bytes.return();
        }
        await caller.wait("source.release", () => source.release?.(given));
      } catch (error) {
        if (!mayPass(error) || ++failures > maxRetries) throw error;
        await pause(caller.signal);
      }
    }
  }
  return digestOf(hash, caller);
}

function update(hash: Hash, chunk: Uint8Array, caller: CallerCode): Promise<unknown> {
  return caller.wait("md5().update", () => hash.update(chunk));
}

/** The digest of a hash in hex. Throws a TypeError if it isn't an md5. */
async function digestOf(hash: Hash, caller: CallerCode): Promise<string> {
  const digest = await caller.wait("md5().digest", () => hash.digest("hex"));
  return toMd5("md5().digest()", digest);
}
