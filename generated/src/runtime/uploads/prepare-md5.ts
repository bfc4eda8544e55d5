// Hand-written. Copied from generator/runtime/uploads/prepare-md5.ts; edit it there.
import { invalid } from "../body.ts";
import { freshHashes, hashExample } from "./fresh-hashes.ts";
import { describeDigest, toHex, type Hash, type MakeHash } from "./hash.ts";

/** The option `md5` of `uploadFile`: whether to send one, the md5 itself in hex, or a function that makes a hash. */
export type Md5Input = boolean | string | MakeHash;

/** How to get the md5: the known text, a new hash per upload, true for the source's own method, false for none. */
export type Md5 = boolean | string | (() => Hash | Promise<Hash>);

/** The properties of a source on which this depends. */
interface Hashable {
  readonly once?: boolean | undefined;
  readonly md5?: unknown;
  readonly hashAsRead?: unknown;
}

/**
 * Throws a TypeError for an option that can't produce an md5. A hash is tried out, because the server would reject a wrong
 * md5 only after everything has been sent.
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
