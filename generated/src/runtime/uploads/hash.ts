// Hand-written. Copied from generator/runtime/uploads/hash.ts; edit it there.
import { bytesOf, kindOf, invalid } from "../body.ts";

/** An md5 hash, such as Node's `createHash("md5")`, hash-wasm's `createMD5()` or noble's `md5.create()`. */
export interface Hash {
  /** Takes bytes in before it returns: after that they may be overwritten. */
  update(data: Uint8Array): unknown;
  /** The md5 as 32 hex digits, or its 16 bytes. Called once. */
  digest(encoding: "hex"): string | Uint8Array;
}

/** Makes a new hash each time. */
export type MakeHash = () => Hash | Promise<Hash>;

/** An md5 in the form that is sent. Throws a TypeError with this name for anything else. */
export function toMd5(name: string, digest: unknown): string {
  const hex = toHex(digest);
  if (hex) return hex;
  throw invalid(name, describeDigest(digest), "32 hex digits or their 16 bytes");
}

/** Like `toMd5`, but returns undefined for anything else. */
export function toHex(digest: unknown): string | undefined {
  if (typeof digest === "string")
    return /^[\da-f]{32}$/i.test(digest) ? digest.toLowerCase() : undefined;
  const bytes = bytesOf(digest);
  if (bytes?.length !== 16) return undefined;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** For messages: what was passed as an md5. */
export function describeDigest(digest: unknown): string {
  return typeof digest === "string" ? `a string of ${digest.length} characters` : kindOf(digest);
}
