// Hand-written. Copied from generator/runtime/uploads/prepare-md5.ts; edit it there.
import { invalid } from "../body.ts";
import { freshHashes, hashExample } from "./fresh-hashes.ts";
import { describeDigest, toHex, type Hash, type MakeHash } from "./hash.ts";

/** What `uploadFile` takes as `md5`: whether there is one, the md5 itself in hex, or what makes a hash. */
export type Md5Input = boolean | string | MakeHash;

/** How the md5 comes about: text that is known, hashes one per upload, true for the source's own, false for none. */
export type Md5 = boolean | string | (() => Hash | Promise<Hash>);

/** What of a source decides it. */
interface Hashable {
  readonly once?: boolean | undefined;
  readonly md5?: unknown;
  readonly hashAsRead?: unknown;
}

/**
 * Throws a TypeError for what gives no md5. A hash is tried out, since the server would tell of a wrong one only after
 * everything has been sent.
 */
export async function prepareMd5(
  input: Md5Input | undefined,
  source: Hashable,
  signal: AbortSignal,
): Promise<Md5> {
  if (typeof input === "function") {
    if (source.once && !source.hashAsRead)
      throw invalid("md5", "a function", "false or 32 hex digits for a source without hashAsRead");
    return freshHashes(input, signal);
  }
  const known = toHex(input);
  if (known) return known;
  const given: unknown = input ?? Boolean(source.md5);
  if (given === false || (given === true && source.md5)) return given;
  const expected = `${hashExample}, or the md5 itself as 32 hex digits`;
  throw invalid("md5", given === true ? "true" : describeDigest(given), expected);
}
