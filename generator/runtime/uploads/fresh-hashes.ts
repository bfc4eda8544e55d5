import { throwIfAborted } from "../abort.ts";
import { kindOf, invalid, utf8 } from "../body.ts";
import { describeDigest, toHex, type Hash, type MakeHash } from "./hash.ts";

/** For messages: what to pass. */
export const hashExample =
  '() => createHash("md5") or another function that makes a new hash each time';

/**
 * Makes a new hash for each upload. The first is tried out and discarded. Throws a TypeError for a function that returns
 * anything but an unused md5 hash, or the same one again; the signal's reason if it is aborted.
 */
export async function freshHashes(
  make: MakeHash,
  signal: AbortSignal,
): Promise<() => Hash | Promise<Hash>> {
  const seen = new WeakSet<Hash>();
  const fresh = async () => {
    const hash = await makeOne(make);
    // Even if an `init` resets it, two simultaneous uploads would share it.
    if (seen.has(hash)) throw invalid("md5", "one that returned the same hash again", hashExample);
    seen.add(hash);
    return hash;
  };
  const first = await fresh();
  throwIfAborted(signal);
  tryOut(first);
  let ready: Hash | undefined = await fresh();
  return () => {
    const hash = ready;
    ready = undefined;
    return hash ?? fresh();
  };
}

async function makeOne(make: MakeHash): Promise<Hash> {
  let hash: unknown;
  try {
    hash = await make();
  } catch (cause) {
    throw thrown(cause, remedyFor(make, make.prototype));
  }
  const { update, digest } = Object(hash) as Partial<Hash>;
  if (update && digest) return hash as Hash;
  const missing = update ? "digest" : digest ? "update" : "update and digest";
  throw invalid("md5", `one that makes ${kindOf(hash)} without ${missing}`, remedyFor(make, hash));
}

/** From RFC 1321. */
const md5OfAbc = "900150983cd24fb0d6963f7d28e17f72";

function tryOut(hash: Hash): void {
  // Views of a larger buffer, which is then overwritten: that is how the bytes of files arrive.
  const bytes = utf8("_abc_");
  let digest: unknown;
  try {
    atOnce(hash.update(bytes.subarray(1, 3)));
    atOnce(hash.update(bytes.subarray(3, 4)));
    bytes.fill(0);
    digest = atOnce(hash.digest("hex"));
  } catch (cause) {
    throw thrown(cause, hashExample);
  }
  if (toHex(digest) === md5OfAbc) return;
  const got = `${toHex(digest) ?? describeDigest(digest)}: it is no new md5`;
  throw invalid("md5().digest()", got, `${md5OfAbc} for "abc"`);
}

function atOnce(result: unknown): unknown {
  if (!("then" in Object(result))) return result;
  // An unhandled rejection would end the process.
  Promise.resolve(result).catch(() => undefined);
  throw new TypeError("a hash must return at once, but this one returns promises");
}

function thrown(cause: unknown, remedy: string): TypeError {
  const { message = String(cause) } = Object(cause) as Partial<Error>;
  return Object.assign(invalid("md5", `one that fails (${message})`, remedy), { cause });
}

/** What to pass instead, for known packages: noble's `md5` hashes at once, its `create` makes a hash. */
function remedyFor(make: MakeHash & { create?: unknown }, methods: unknown): string {
  const { append, end } = Object(methods) as Record<string, unknown>;
  if (append && end)
    return "() => { const hash = new SparkMD5.ArrayBuffer(); return { update: (bytes) => hash.append(bytes), digest: () => hash.end() }; }";
  return make.create ? "its own create method" : hashExample;
}
