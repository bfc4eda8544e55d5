import { kindOf, invalid } from "../body.ts";

/** Characters that a header or a file system can't hold. */
const unfit = /[\p{Cc}\p{Surrogate}]/u;

/**
 * The name sent to the API: the option unchanged, else the source's name without its folders, which may be private. Throws
 * a TypeError if there is none, and for an invalid option.
 */
export function filenameOf(given: unknown, name: unknown): string {
  const filename = given ?? withoutFolders(name);
  if (filename === undefined || filename === "")
    throw new TypeError("filename must be set, since the source has no name");
  if (typeof filename !== "string") throw invalid("filename", kindOf(filename), "a string");
  if (!unfit.test(filename)) return filename;
  throw invalid("filename", "text with control characters or lone surrogates", "a file name");
}

/** Undefined if there is nothing but folders. Also handles backslashes, for files from Windows. */
function withoutFolders(name: unknown): string | undefined {
  if (typeof name !== "string") return undefined;
  const last = name.replace(/^.*[/\\]/s, "");
  return /^\.{0,2}$/.test(last.trim()) ? undefined : last.replace(RegExp(unfit, "gu"), "\ufffd");
}
