// Hand-written. Copied from generator/runtime/uploads/file-name.ts; edit it there.
import { kindOf, invalid } from "../body.ts";

/** What a header or a file system can't hold. */
const unfit = /[\p{Cc}\p{Surrogate}]/u;

/**
 * The name that the API is told: the one that was given as it is, else the source's without its folders, which say where
 * things are on this machine. Throws a TypeError for none, and for one that was given and can't be a name.
 */
export function filenameOf(given: unknown, name: unknown): string {
  const filename = given ?? withoutFolders(name);
  if (filename === undefined || filename === "")
    throw new TypeError("filename must be set, since the source has no name");
  if (typeof filename !== "string") throw invalid("filename", kindOf(filename), "a string");
  if (!unfit.test(filename)) return filename;
  throw invalid("filename", "text with control characters or lone surrogates", "a file name");
}

/** Undefined where nothing but folders is left. Windows separates them by backslashes, and files come from there. */
function withoutFolders(name: unknown): string | undefined {
  if (typeof name !== "string") return undefined;
  const last = name.replace(/^.*[/\\]/s, "");
  return /^\.{0,2}$/.test(last.trim()) ? undefined : last.replace(RegExp(unfit, "gu"), "\ufffd");
}
